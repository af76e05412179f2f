using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>What a snapshot frame says beside its room and number (docs/ws.md).</summary>
internal static class SnapshotBody
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Of(RoomSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            WriteRoom(writer, snapshot.Room, snapshot.At);
            WriteStreams(writer, snapshot.Room.Streams);
            WriteRights(writer, snapshot.Rights);
            WriteCards(writer, snapshot.Cards);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteRoom(Utf8JsonWriter writer, RoomView room, DateTimeOffset at)
    {
        WriteTime(writer, "at", at);
        writer.WriteString("scene", RoomNames.Of(room.Scene));
        writer.WriteString("status", RoomNames.Of(room.Status));
        writer.WriteString("title", room.Name);
        writer.WriteString("info", room.Info);
        writer.WriteString("cover", room.Cover);
        writer.WriteString("creator", room.Creator);
        writer.WriteNumber("audience", room.Audience);
        writer.WriteNumber("peak", room.Peak);
        writer.WriteStartObject("counters");
        foreach (var (name, value) in room.Counters) writer.WriteNumber(name, value);
        writer.WriteEndObject();
        writer.WritePropertyName("custom");
        writer.WriteRawValue(room.Custom, skipInputValidation: true);
    }

    private static void WriteStreams(Utf8JsonWriter writer, ImmutableArray<RoomStreamView> streams)
    {
        writer.WriteStartArray("streams");
        foreach (var stream in streams)
        {
            writer.WriteStartObject();
            writer.WriteString("streamId", stream.StreamId);
            writer.WriteString("name", stream.Name);
            writer.WriteString("user", stream.User);
            writer.WriteString("status", RoomNames.Of(stream.Status));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteRights(Utf8JsonWriter writer, RoomRights rights)
    {
        writer.WriteStartObject("rights");
        writer.WriteString("role", rights.Role);
        writer.WriteBoolean("chat", rights.MayChat);
        writer.WriteBoolean("moderate", rights.MayModerate);
        if (rights.MutedUntil is { } until) WriteTime(writer, "mutedUntil", until);
        writer.WriteNumber("slowModeSeconds", rights.SlowModeSeconds);
        writer.WriteEndObject();
    }

    private static void WriteCards(Utf8JsonWriter writer, CardList list)
    {
        writer.WriteStartObject("cards");
        writer.WriteStartArray("cards");
        foreach (var card in list.Cards) WriteCard(writer, card);
        writer.WriteEndArray();
        WriteOptional(writer, "pinned", list.Pinned);
        if (list.MediaTime is { } mediaTime) writer.WriteNumber("mediaTime", mediaTime);
        if (list.At is { } at) WriteTime(writer, "at", at);
        writer.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter writer, ProductCard card)
    {
        writer.WriteStartObject();
        writer.WriteString("id", card.Id);
        writer.WriteString("title", card.Title);
        WriteOptional(writer, "image", card.Image);
        WriteOptional(writer, "url", card.Url);
        WriteOptional(writer, "price", card.Price);
        if (card.EndsAt is { } end) WriteTime(writer, "endsAt", end);
        if (card.Data is { } data)
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue(data, skipInputValidation: true);
        }
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteString(name, time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
}
