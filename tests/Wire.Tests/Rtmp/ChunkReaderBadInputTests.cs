using System.Buffers;
using Rooms.Wire.Rtmp;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp;

public class ChunkReaderBadInputTests
{
    [Fact]
    public void TryRead_AnnouncedOverTheLimit_IsInvalidBeforeAnyPayload()
    {
        var reader = new ChunkReader(1 << 20);

        var status = reader.TryRead(Hex("06 000000 FFFFFF 09 01000000"), out _, out _);

        Assert.Equal(OperationStatus.InvalidData, status);
    }

    [Fact]
    public void TryRead_ManyLargeMessagesAnnouncedAtOnce_IsInvalidAtTheThird()
    {
        var reader = new ChunkReader(1 << 20);
        reader.TrySetChunkSize(1);
        OperationStatus Announce(int id) => new MessageFeeder(reader).Feed(Join([(byte)id], Hex("000000 100000 09 01000000 AA")));

        Assert.Equal(OperationStatus.NeedMoreData, Announce(3));
        Assert.Equal(OperationStatus.NeedMoreData, Announce(4));
        Assert.Equal(OperationStatus.InvalidData, Announce(5));
    }

    [Fact]
    public void TryRead_65000ChunkStreams_IsInvalidAfter64()
    {
        var collector = new MessageCollector();
        var accepted = 0;

        for (var id = 64; id < 65_064; id++)
        {
            var low = (byte)(id - 64);
            var high = (byte)((id - 64) >> 8);
            if (collector.Feed(Join([1, low, high], Hex("000000 000001 09 01000000 AA"))) == OperationStatus.InvalidData) break;
            accepted++;
        }

        Assert.Equal(ChunkReader.MaxChunkStreams, accepted);
    }

    [Theory]
    [InlineData("C6")]
    [InlineData("86 000001")]
    public void TryRead_ShortHeaderOnANewChunkStream_IsInvalid(string hex)
    {
        Assert.Equal(OperationStatus.InvalidData, new MessageCollector().Feed(Hex(hex)));
    }

    [Theory]
    [InlineData("06 000000 000001 09 01000000")]
    [InlineData("46 000000 000001 09")]
    [InlineData("86 000000")]
    public void TryRead_NewMessageInsideAnother_IsInvalid(string hex)
    {
        var collector = new MessageCollector();
        collector.Feed(Join(Hex("06 000000 0000C8 09 01000000"), Run(128)));

        Assert.Equal(OperationStatus.InvalidData, collector.Feed(Hex(hex)));
    }

    [Fact]
    public void TryRead_AfterInvalidData_StaysInvalid()
    {
        var collector = new MessageCollector();
        collector.Feed(Hex("C6"));

        Assert.Equal(OperationStatus.InvalidData, collector.Feed(Hex("06 000000 000001 09 01000000 AA")));
        Assert.Empty(collector.Messages);
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrow()
    {
        var random = new Random(20261121);
        var noise = new byte[512];

        for (var run = 0; run < 20_000; run++)
        {
            random.NextBytes(noise);
            var status = new MessageCollector(1 << 16).Feed(noise.AsSpan(0, random.Next(noise.Length)));
            Assert.NotEqual(OperationStatus.Done, status);
        }
    }

    /// <summary>Feeds without keeping, so that only the reader's own bounds are at work.</summary>
    private sealed class MessageFeeder(ChunkReader reader)
    {
        public OperationStatus Feed(ReadOnlySpan<byte> source)
        {
            OperationStatus status;
            while ((status = reader.TryRead(source, out _, out var consumed)) == OperationStatus.Done) source = source[consumed..];
            return status;
        }
    }
}
