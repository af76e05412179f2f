using System.Buffers;

namespace Rooms.Wire.RoomsV1;

/// <summary>A server's frame as <c>rooms.v1.bin</c> (docs/ws.md). Bytes after the last field that is known are ignored.</summary>
public static class BinaryServerFrames
{
    public static void Write(IBufferWriter<byte> destination, ServerFrame frame)
    {
        var writer = new BinaryFieldWriter(destination);
        switch (frame)
        {
            case EventFrame one:
                writer.WriteByte((byte)ServerOp.Event);
                Write(writer, one);
                break;
            case WelcomeFrame welcome:
                writer.WriteByte((byte)ServerOp.Welcome);
                writer.WriteTexts(welcome.User, welcome.Session);
                writer.WriteTime(welcome.Time);
                break;
            case SnapshotFrame snapshot:
                writer.WriteByte((byte)ServerOp.Snapshot);
                writer.WriteText(snapshot.Room);
                writer.WriteNumber(snapshot.Seq);
                writer.WriteText(snapshot.Body);
                break;
            case SentFrame sent:
                writer.WriteByte((byte)ServerOp.Sent);
                writer.WriteText(sent.Id);
                writer.WriteNumber(sent.Seq);
                break;
            case GapFrame gap:
                WriteRange(writer, ServerOp.Gap, gap.Room, gap.From, gap.To);
                break;
            case SkippedFrame skipped:
                WriteRange(writer, ServerOp.Skipped, skipped.Room, skipped.From, skipped.To);
                break;
            case ErrorFrame error:
                writer.WriteByte((byte)ServerOp.Error);
                writer.WriteTexts(error.Code, error.Id, error.Room);
                writer.WriteNumber(error.RetryAfterSeconds);
                writer.WriteText(error.Detail);
                break;
            default:
                WriteNotice(writer, frame);
                break;
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out ServerFrame? frame)
    {
        var cursor = new BinaryCursor(source);
        var read = Read(ref cursor, (ServerOp)cursor.ReadByte("op"));
        frame = cursor.HasFault ? null : read;
        return frame is not null;
    }

    private static void Write(BinaryFieldWriter writer, EventFrame one)
    {
        writer.WriteText(one.Room);
        writer.WriteNumber(one.Seq);
        writer.WriteText(one.Type);
        writer.WriteTime(one.At);
        writer.WriteTexts(one.User, one.Data);
    }

    private static void WriteRange(BinaryFieldWriter writer, ServerOp op, string room, long from, long to)
    {
        writer.WriteByte((byte)op);
        writer.WriteText(room);
        writer.WriteNumber(from);
        writer.WriteNumber(to);
    }

    private static void WriteNotice(BinaryFieldWriter writer, ServerFrame frame)
    {
        switch (frame)
        {
            case PongFrame pong:
                writer.WriteByte((byte)ServerOp.Pong);
                writer.WriteTime(pong.Time);
                break;
            case ExpiringFrame expiring:
                writer.WriteByte((byte)ServerOp.Expiring);
                writer.WriteTime(expiring.At);
                break;
            case ReplacedFrame:
                writer.WriteByte((byte)ServerOp.Replaced);
                break;
            case ReconnectFrame reconnect:
                writer.WriteByte((byte)ServerOp.Reconnect);
                writer.WriteNumber(reconnect.AfterMilliseconds);
                writer.WriteNumber(reconnect.SpreadMilliseconds);
                break;
        }
    }

    // Arguments are read from left to right, which is the order of the fields.
    private static ServerFrame? Read(ref BinaryCursor cursor, ServerOp op)
    {
        switch (op)
        {
            case ServerOp.Welcome: return new WelcomeFrame(Name(ref cursor, "user"), Name(ref cursor, "session"), Time(ref cursor, "time"));
            case ServerOp.Snapshot: return new SnapshotFrame(Name(ref cursor, "room"), cursor.ReadNumber("seq"), Json(ref cursor, "body"));
            case ServerOp.Event: return ReadEvent(ref cursor);
            case ServerOp.Sent: return new SentFrame(Name(ref cursor, "id"), cursor.ReadNumber("seq"));
            case ServerOp.Gap: return new GapFrame(Name(ref cursor, "room"), cursor.ReadNumber("from"), cursor.ReadNumber("to"));
            case ServerOp.Skipped: return new SkippedFrame(Name(ref cursor, "room"), cursor.ReadNumber("from"), cursor.ReadNumber("to"));
            case ServerOp.Expiring: return new ExpiringFrame(Time(ref cursor, "at"));
            case ServerOp.Replaced: return ReplacedFrame.Value;
            case ServerOp.Reconnect: return new ReconnectFrame(cursor.ReadCount("after", int.MaxValue), cursor.ReadCount("spread", int.MaxValue));
            case ServerOp.Error: return ReadError(ref cursor);
            case ServerOp.Pong: return new PongFrame(Time(ref cursor, "time"));
            default: return null;
        }
    }

    private static EventFrame ReadEvent(ref BinaryCursor cursor) => new(
        Name(ref cursor, "room"), cursor.ReadNumber("seq"), Name(ref cursor, "type"), Time(ref cursor, "at"),
        cursor.ReadText("user", FrameLimits.Name), Json(ref cursor, "data"));

    private static ErrorFrame ReadError(ref BinaryCursor cursor) => new(
        Name(ref cursor, "code"), cursor.ReadText("id", FrameLimits.Name), cursor.ReadText("room", FrameLimits.Name),
        cursor.ReadCount("retryAfter", int.MaxValue), cursor.ReadText("detail", FrameLimits.Text));

    private static string Name(ref BinaryCursor cursor, string field)
    {
        var text = cursor.ReadText(field, FrameLimits.Name);
        if (text is null) cursor.Fail(FrameFaultKind.Missing, field);
        return text ?? "";
    }

    // A snapshot is the longest that a server says; the limit is what one message may be at all.
    private static string Json(ref BinaryCursor cursor, string field)
    {
        var text = cursor.ReadJson(field, MaxJsonBytes);
        if (text is null) cursor.Fail(FrameFaultKind.Missing, field);
        return text ?? "";
    }

    private const int MaxJsonBytes = 1024 * 1024;

    private static DateTimeOffset Time(ref BinaryCursor cursor, string field)
    {
        var milliseconds = cursor.ReadNumber(field);
        // Year 9999 is as far as a DateTimeOffset goes.
        if (milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        cursor.Fail(FrameFaultKind.WrongKind, field);
        return default;
    }
}
