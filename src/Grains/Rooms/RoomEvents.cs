using System.Buffers;
using System.Text;
using System.Text.Json;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Grains.Rooms;

/// <summary>Numbered entries as the events that clients see (rooms-v1 section 2).</summary>
internal static class RoomEvents
{
    public static RoomEventView From(RoomEntry entry)
    {
        var number = entry.Number ?? throw new ArgumentException("an entry without a number is no event", nameof(entry));
        return new RoomEventView(number, TypeOf(entry), entry.At, entry.User, DataOf(entry), ClassOf(entry));
    }

    public static string TypeOf(RoomEntry entry) => entry switch
    {
        Created => RoomEventTypes.RoomCreated,
        Opened => RoomEventTypes.RoomOpened,
        Updated => RoomEventTypes.RoomUpdated,
        Closed => RoomEventTypes.RoomClosed,
        CountersTold => RoomEventTypes.RoomCounters,
        MemberJoined or JoinsTold => RoomEventTypes.MemberJoined,
        MemberLeft or LeavesTold => RoomEventTypes.MemberLeft,
        GiftSent => RoomEventTypes.Gift,
        MessageSent => RoomEventTypes.Message,
        StreamMoved { Status: StreamStatus.Live } => RoomEventTypes.StreamStarted,
        StreamMoved { Status: StreamStatus.Lost } => RoomEventTypes.StreamLost,
        StreamMoved => RoomEventTypes.StreamEnded,
        StreamJudged { IsHealthy: true } => RoomEventTypes.StreamRecovered,
        StreamJudged => RoomEventTypes.StreamUnhealthy,
        _ => throw new ArgumentException($"{entry.GetType().Name} is no event", nameof(entry)),
    };

    private static DeliveryClass ClassOf(RoomEntry entry) => entry is CountersTold or JoinsTold or LeavesTold ? DeliveryClass.LatestWins : DeliveryClass.MustDeliver;

    private static string DataOf(RoomEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteData(json, entry);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteData(Utf8JsonWriter json, RoomEntry entry)
    {
        switch (entry)
        {
            case Created e:
                json.WriteString("scene", e.Scene.ToString().ToLowerInvariant());
                json.WriteString("name", e.Name);
                break;
            case Updated e:
                WriteUpdated(json, e);
                break;
            case Closed e:
                json.WriteString("reason", e.Reason);
                break;
            case CountersTold e:
                WriteCounters(json, e);
                break;
            case MemberJoined e:
                json.WriteString("user", e.Member);
                json.WriteString("role", e.Role);
                break;
            case MemberLeft e:
                json.WriteString("user", e.Member);
                break;
            case JoinsTold e:
                json.WriteNumber("count", e.Count);
                break;
            case LeavesTold e:
                json.WriteNumber("count", e.Count);
                break;
            case GiftSent e:
                WriteGift(json, e);
                break;
            case MessageSent e:
                WriteMessage(json, e);
                break;
            case StreamMoved e:
                WriteStream(json, e);
                break;
            case StreamJudged e:
                WriteHealth(json, e);
                break;
        }
    }

    private static void WriteUpdated(Utf8JsonWriter json, Updated e)
    {
        WriteIfThere(json, "name", e.Name);
        WriteIfThere(json, "info", e.Info);
        WriteIfThere(json, "cover", e.Cover);
        if (e.Custom is null) return;
        json.WritePropertyName("custom");
        json.WriteRawValue(e.Custom);
    }

    private static void WriteCounters(Utf8JsonWriter json, CountersTold e)
    {
        json.WriteNumber("audience", e.Audience);
        json.WriteStartObject("counters");
        foreach (var (name, value) in e.Counters) json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    private static void WriteGift(Utf8JsonWriter json, GiftSent e)
    {
        json.WriteString("gift", e.Gift);
        json.WriteNumber("count", e.Count);
        WriteIfThere(json, "orderId", e.OrderId);
        WriteIfThere(json, "to", e.To);
        json.WriteString("from", e.From);
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageSent e)
    {
        json.WriteString("type", e.Type);
        WriteIfThere(json, "text", e.Text);
        if (e.Data is null) return;
        json.WritePropertyName("data");
        json.WriteRawValue(e.Data);
    }

    private static void WriteStream(Utf8JsonWriter json, StreamMoved e)
    {
        json.WriteString("streamId", e.StreamId);
        WriteIfThere(json, "node", e.Node);
        if (e.Reason.Length > 0) json.WriteString("reason", e.Reason);
    }

    private static void WriteHealth(Utf8JsonWriter json, StreamJudged e)
    {
        json.WriteString("streamId", e.StreamId);
        if (e.IsHealthy) return;
        json.WriteString("code", e.Code);
        json.WriteString("reason", e.Reason);
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
