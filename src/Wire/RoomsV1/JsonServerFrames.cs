using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rooms.Wire.RoomsV1;

/// <summary>A server's frame as <c>rooms.v1.json</c>: one JSON object a WebSocket message.</summary>
public static class JsonServerFrames
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Never part of a page: nothing but what JSON itself asks for is escaped. Data was checked when it came in.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> destination, ServerFrame frame)
    {
        using var writer = new Utf8JsonWriter(destination, Options);
        writer.WriteStartObject();
        switch (frame)
        {
            case EventFrame one:
                WriteEvent(writer, one);
                break;
            case SnapshotFrame snapshot:
                WriteSnapshot(writer, snapshot);
                break;
            case WelcomeFrame welcome:
                writer.WriteString("op"u8, "welcome"u8);
                writer.WriteString("user"u8, welcome.User);
                writer.WriteString("session"u8, welcome.Session);
                WriteTime(writer, "time"u8, welcome.Time);
                break;
            case SentFrame sent:
                writer.WriteString("op"u8, "sent"u8);
                writer.WriteString("id"u8, sent.Id);
                writer.WriteNumber("seq"u8, sent.Seq);
                break;
            case GapFrame gap:
                WriteRange(writer, "gap"u8, gap.Room, gap.From, gap.To);
                break;
            case SkippedFrame skipped:
                WriteRange(writer, "skipped"u8, skipped.Room, skipped.From, skipped.To);
                break;
            case ErrorFrame error:
                WriteError(writer, error);
                break;
            default:
                WriteNotice(writer, frame);
                break;
        }
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, EventFrame one)
    {
        writer.WriteString("op"u8, "event"u8);
        writer.WriteString("room"u8, one.Room);
        writer.WriteNumber("seq"u8, one.Seq);
        writer.WriteString("type"u8, one.Type);
        WriteTime(writer, "at"u8, one.At);
        WriteOptional(writer, "user"u8, one.User);
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(one.Data, skipInputValidation: true);
    }

    private static void WriteSnapshot(Utf8JsonWriter writer, SnapshotFrame snapshot)
    {
        writer.WriteString("op"u8, "snapshot"u8);
        writer.WriteString("room"u8, snapshot.Room);
        writer.WriteNumber("seq"u8, snapshot.Seq);
        using var body = JsonDocument.Parse(snapshot.Body);
        foreach (var member in body.RootElement.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
        }
    }

    private static void WriteError(Utf8JsonWriter writer, ErrorFrame error)
    {
        writer.WriteString("op"u8, "error"u8);
        writer.WriteString("code"u8, error.Code);
        WriteOptional(writer, "id"u8, error.Id);
        WriteOptional(writer, "room"u8, error.Room);
        if (error.RetryAfterSeconds > 0) writer.WriteNumber("retryAfter"u8, error.RetryAfterSeconds);
        WriteOptional(writer, "detail"u8, error.Detail);
    }

    private static void WriteNotice(Utf8JsonWriter writer, ServerFrame frame)
    {
        switch (frame)
        {
            case PongFrame pong:
                writer.WriteString("op"u8, "pong"u8);
                WriteTime(writer, "time"u8, pong.Time);
                break;
            case ExpiringFrame expiring:
                writer.WriteString("op"u8, "expiring"u8);
                WriteTime(writer, "at"u8, expiring.At);
                break;
            case ReplacedFrame:
                writer.WriteString("op"u8, "replaced"u8);
                break;
            case ReconnectFrame reconnect:
                writer.WriteString("op"u8, "reconnect"u8);
                writer.WriteNumber("after"u8, reconnect.AfterMilliseconds);
                writer.WriteNumber("spread"u8, reconnect.SpreadMilliseconds);
                break;
        }
    }

    private static void WriteRange(Utf8JsonWriter writer, ReadOnlySpan<byte> op, string room, long from, long to)
    {
        writer.WriteString("op"u8, op);
        writer.WriteString("room"u8, room);
        writer.WriteNumber("from"u8, from);
        writer.WriteNumber("to"u8, to);
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[TimeFormat.Length];
        time.UtcDateTime.TryFormat(text, out var written, TimeFormat, CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..written]);
    }
}
