using System.Buffers;
using System.Text;
using System.Text.Json;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>The data of a room's events: a JSON object each.</summary>
internal static class RoomEventData
{
    public static string Of(RoomEntry entry)
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
            case CardsSet e:
                CardEventData.Write(json, e);
                break;
            case MessageRecalled e:
                json.WriteNumber("seq", e.Seq);
                break;
            case MessagesErased e:
                json.WriteString("user", e.Member);
                break;
            case TypingTold e:
                WriteTyping(json, e);
                break;
            default:
                ModerationEventData.Write(json, entry);
                break;
        }
    }

    private static void WriteUpdated(Utf8JsonWriter json, Updated e)
    {
        WriteIfThere(json, "name", e.Name);
        WriteIfThere(json, "info", e.Info);
        WriteIfThere(json, "cover", e.Cover);
        WriteJson(json, "custom", e.Custom);
        if (e.Settings is not null) WriteSettings(json, e.Settings);
    }

    // Not the words: the audience is who they are for.
    private static void WriteSettings(Utf8JsonWriter json, ChangeSettings settings)
    {
        WriteIfThere(json, "tick", settings.TickMilliseconds);
        WriteIfThere(json, "slowModeSeconds", settings.SlowModeSeconds);
        WriteIfThere(json, "budget", settings.MessagesPerSecond);
        if (settings.IsMuted is { } isMuted) json.WriteBoolean("muted", isMuted);
    }

    private static void WriteCounters(Utf8JsonWriter json, CountersTold e)
    {
        json.WriteNumber("audience", e.Audience);
        json.WriteNumber("peak", e.Peak);
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
        if (e.Combo is null) return;
        json.WriteStartObject("combo");
        json.WriteNumber("id", e.Combo.Id);
        json.WriteNumber("count", e.Combo.Count);
        json.WriteEndObject();
    }

    private static void WriteTyping(Utf8JsonWriter json, TypingTold e)
    {
        json.WriteStartArray("users");
        foreach (var user in e.Users) json.WriteStringValue(user);
        json.WriteEndArray();
        json.WriteNumber("count", e.Count);
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageSent e)
    {
        json.WriteString("type", e.Type);
        WriteIfThere(json, "text", e.Text);
        WriteJson(json, "data", e.Data);
        if (e.IsRecalled) json.WriteBoolean("recalled", true);
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

    private static void WriteIfThere(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    private static void WriteJson(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }
}
