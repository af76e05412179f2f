using System.Buffers;
using Rooms.Testing;
using Rooms.Wire.Flv;
using Rooms.Wire.Rtmp;

namespace Rooms.Wire.Tests.Rtmp;

public class ChunkAllocationTests
{
    private const int ChunkSize = 4096;
    private static readonly MessageHeader Header = new(ChunkStreamIds.Video, MessageType.Video, 10_000, 1, 40);

    private readonly byte[] payload = [0x17, 0x01, .. new byte[9_998]];
    private readonly byte[] chunks = new byte[ChunkWriter.LengthOf(Header, ChunkSize)];
    private readonly byte[] tag = new byte[FlvTag.LengthOf(Header.Length)];
    private readonly ChunkReader reader = new(1 << 20);

    [Fact]
    public void WriteAndRead_SteadyState_AllocateNothing()
    {
        reader.TrySetChunkSize(ChunkSize);
        Carry();

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++) Carry();
        });

        Assert.Equal(0, allocated);
    }

    // One message: chunks written, read, its header looked at, written as an FLV tag.
    private void Carry()
    {
        ChunkWriter.Write(chunks, Header, payload, ChunkSize);
        ReadOnlySpan<byte> source = chunks;
        var isRead = false;
        while (reader.TryRead(source, out var part, out var consumed) == OperationStatus.Done)
        {
            source = source[consumed..];
            isRead |= part.IsLast;
        }
        if (!isRead || FlvVideoHeader.TryRead(payload, out _) != OperationStatus.Done) throw new InvalidOperationException("The message did not come back.");
        FlvTag.Write(tag, FlvTagType.Video, Header.Timestamp, payload);
    }
}
