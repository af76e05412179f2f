using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.V1;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Push.Sse;

/// <summary>Server-sent events (WHATWG HTML 9.2): the event's number as id, its type as event, REST's JSON as data. What has no number has no id.</summary>
internal sealed class SseForm : FrameForm
{
    public static readonly SseForm Instance = new();

    public override void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer)
    {
        Write(writer, string.Create(CultureInfo.InvariantCulture, $"id: {happened.Seq}\n"));
        EncodePush(happened, writer);
    }

    public override void EncodePush(RoomEventView push, IBufferWriter<byte> writer)
    {
        Write(writer, $"event: {push.Type}\n");
        WriteData(writer, JsonSerializer.SerializeToUtf8Bytes(EventDto.From(push), ApiJson.Default.EventDto));
    }

    public override void EncodeGap(FeedId feed, long from, long to, IBufferWriter<byte> writer) => WriteRange(writer, "gap", from, to);

    public override void EncodeSkipped(FeedId feed, long from, long to, IBufferWriter<byte> writer) => WriteRange(writer, "skipped", from, to);

    public static void EncodeError(string code, string detail, IBufferWriter<byte> writer)
    {
        Write(writer, "event: error\n");
        WriteData(writer, Encoding.UTF8.GetBytes($$"""{"code":"{{code}}","detail":"{{JsonEncodedText.Encode(detail)}}"}"""));
    }

    private static void WriteRange(IBufferWriter<byte> writer, string name, long from, long to)
    {
        Write(writer, $"event: {name}\n");
        WriteData(writer, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"from":{{from}},"to":{{to}}}""")));
    }

    private static void WriteData(IBufferWriter<byte> writer, byte[] json)
    {
        // A client's data is kept as it came: line ends within it are blanks of JSON, and would be the end of the field here.
        foreach (ref var one in json.AsSpan())
            if (one is (byte)'\n' or (byte)'\r') one = (byte)' ';
        writer.Write("data: "u8);
        writer.Write(json);
        writer.Write("\n\n"u8);
    }

    private static void Write(IBufferWriter<byte> writer, string text) => writer.Write(Encoding.UTF8.GetBytes(text));
}
