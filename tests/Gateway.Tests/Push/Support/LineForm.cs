using System.Buffers;
using System.Text;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>A wire form that a test can read: one line an event.</summary>
internal sealed class LineForm : FrameForm
{
    private int encoded;

    /// <summary>How often an event was encoded.</summary>
    public int Encoded => Volatile.Read(ref encoded);

    public override void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer)
    {
        Interlocked.Increment(ref encoded);
        Write(writer, $"{feed.Key} {happened.Seq} {happened.Data}\n");
    }

    public override void EncodeGap(FeedId feed, long from, long to, IBufferWriter<byte> writer) => Write(writer, $"{feed.Key} gap {from}-{to}\n");

    public override void EncodeSkipped(FeedId feed, long from, long to, IBufferWriter<byte> writer) => Write(writer, $"{feed.Key} skipped {from}-{to}\n");

    private static void Write(IBufferWriter<byte> writer, string line) => writer.Write(Encoding.UTF8.GetBytes(line));
}
