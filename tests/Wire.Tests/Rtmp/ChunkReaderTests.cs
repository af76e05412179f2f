using System.Buffers;
using Rooms.Testing;
using Rooms.Wire.Rtmp;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp;

public class ChunkReaderTests
{
    // RTMP 1.0 section 5.3.2.1: four audio messages of 32 bytes on chunk stream 3; headers of types 0, 2, 3, 3.
    private static readonly byte[] Example1 = Join(
        Hex("03 0003E8 000020 08 39300000"), Run(32),
        Hex("83 000014"), Run(32, 1),
        Hex("C3"), Run(32, 2),
        Hex("C3"), Run(32, 3));

    // Section 5.3.2.2: a video message of 307 bytes in three chunks.
    private static readonly byte[] Example2 = Join(
        Hex("04 0003E8 000133 09 3A300000"), Run(128),
        Hex("C4"), Run(128, 128),
        Hex("C4"), Run(51, 256));

    // Section 5.3.1.1: chunk streams 64 (two-byte form) and 65599 (three-byte form), a message of 1 byte each.
    private static readonly byte[] LongIds = Hex("00 00 000001 000001 09 01000000 AA  01 FFFF 000002 000001 08 01000000 BB");

    // Section 5.3.1.3: 0x01020304 in the extended field, repeated in the type 3 chunk of a message of 130 bytes.
    private static readonly byte[] Extended = Join(
        Hex("06 FFFFFF 000082 09 01000000 01020304"), Run(128),
        Hex("C6 01020304"), Run(2, 128),
        Hex("02 000000 000004 03 00000000 00000001"));

    // The same from a sender that does not repeat it.
    private static readonly byte[] ExtendedOnce = Join(
        Hex("06 FFFFFF 000082 09 01000000 01020304"), Run(128),
        Hex("C6"), Run(2, 128),
        Hex("02 000000 000004 03 00000000 00000001"));

    // 130 bytes of video and 130 of audio, chunk by chunk in turn, an acknowledgement between them.
    private static readonly byte[] Interleaved = Join(
        Hex("06 000010 000082 09 01000000"), Run(128),
        Hex("04 000011 000082 08 01000000"), Run(128, 100),
        Hex("02 000000 000004 03 00000000 00000001"),
        Hex("C6"), Run(2, 128),
        Hex("C4"), Run(2, 228));

    [Theory, EverySplit(nameof(Example1))]
    public void TryRead_SpecificationExample1_ReadsFourMessages(Split input)
    {
        var collector = new MessageCollector();

        collector.Feed(input.Pieces);

        Assert.Equal([1000u, 1020u, 1040u, 1060u], collector.Messages.Select(message => message.Header.Timestamp));
        Assert.All(collector.Messages, message => Assert.Equal(new MessageHeader(3, MessageType.Audio, 32, 12345, message.Header.Timestamp), message.Header));
        Assert.Equal(Run(32, 3), collector.Messages[3].Payload);
    }

    [Theory, EverySplit(nameof(Example2))]
    public void TryRead_SpecificationExample2_JoinsThreeChunks(Split input)
    {
        var collector = new MessageCollector();

        collector.Feed(input.Pieces);

        var message = Assert.Single(collector.Messages);
        Assert.Equal(new MessageHeader(4, MessageType.Video, 307, 12346, 1000), message.Header);
        Assert.Equal(Run(307), message.Payload);
    }

    [Theory, EverySplit(nameof(LongIds))]
    public void TryRead_LongChunkStreamIds_ReadsThem(Split input)
    {
        var collector = new MessageCollector();

        collector.Feed(input.Pieces);

        Assert.Equal([64, 65599], collector.Messages.Select(message => message.Header.ChunkStreamId));
    }

    [Theory]
    [EverySplit(nameof(Extended))]
    [EverySplit(nameof(ExtendedOnce))]
    public void TryRead_ExtendedTimestampRepeatedOrNot_ReadsBoth(Split input)
    {
        var collector = new MessageCollector();

        collector.Feed(input.Pieces);

        Assert.Equal(2, collector.Messages.Count);
        Assert.Equal(0x01020304u, collector.Messages[0].Header.Timestamp);
        Assert.Equal(Run(130), collector.Messages[0].Payload);
        Assert.Equal(MessageType.Acknowledgement, collector.Messages[1].Header.Type);
    }

    [Theory, EverySplit(nameof(Interleaved))]
    public void TryRead_Interleaved_KeepsMessagesApart(Split input)
    {
        var collector = new MessageCollector();

        collector.Feed(input.Pieces);

        Assert.Equal([MessageType.Acknowledgement, MessageType.Video, MessageType.Audio], collector.Messages.Select(message => message.Header.Type));
        Assert.Equal(Run(130), collector.Messages[1].Payload);
        Assert.Equal(Run(130, 100), collector.Messages[2].Payload);
    }

    [Fact]
    public void TryRead_ExtendedFieldBelowEscape_IsTakenAsItStands()
    {
        var collector = new MessageCollector();

        collector.Feed(Hex("06 FFFFFF 000001 09 01000000 00000005 AA"));

        Assert.Equal(5u, Assert.Single(collector.Messages).Header.Timestamp);
    }

    [Fact]
    public void TryRead_DeltaPastTheEnd_Wraps()
    {
        var collector = new MessageCollector();

        collector.Feed(Hex("06 FFFFFF 000001 09 01000000 FFFFFFF0 AA  86 000020 BB"));

        Assert.Equal([0xFFFFFFF0u, 0x10u], collector.Messages.Select(message => message.Header.Timestamp));
    }

    [Fact]
    public void TryRead_NewMessageByType3AfterLongAbsoluteTime_KeepsTheTime()
    {
        var collector = new MessageCollector();

        collector.Feed(Hex("06 FFFFFF 000001 09 01000000 01000000 AA  C6 01000000 BB"));

        Assert.Equal([0x01000000u, 0x01000000u], collector.Messages.Select(message => message.Header.Timestamp));
    }

    [Fact]
    public void TryRead_EmptyMessage_IsFirstAndLast()
    {
        var reader = new ChunkReader(100);

        var status = reader.TryRead(Hex("03 000000 000000 14 00000000"), out var part, out _);

        Assert.Equal(OperationStatus.Done, status);
        Assert.True(part is { IsFirst: true, IsLast: true, Payload.IsEmpty: true });
    }

    [Fact]
    public void TryRead_ControlStreamBeginsWithType1_IsAccepted()
    {
        var collector = new MessageCollector();

        collector.Feed(Hex("42 000000 000004 05 002625A0"));

        Assert.Equal(MessageType.WindowAcknowledgementSize, Assert.Single(collector.Messages).Header.Type);
    }

    [Fact]
    public void TrySetChunkSize_InTheMiddleOfAMessage_CountsFromTheNextChunk()
    {
        var collector = new MessageCollector();
        collector.Feed(Join(Hex("06 000000 0000C8 09 01000000"), Run(100)));

        collector.Reader.TrySetChunkSize(72);
        collector.Feed(Join(Run(28, 100), Hex("C6"), Run(72, 128)));

        Assert.Equal(Run(200), Assert.Single(collector.Messages).Payload);
    }

    [Theory]
    [InlineData(1u, true)]
    [InlineData(16_777_215u, true)]
    [InlineData(0u, false)]
    [InlineData(16_777_216u, false)]
    [InlineData(0x80000001u, false)]
    public void TrySetChunkSize_Bounds_AreThoseOfTheSpecification(uint size, bool isValid)
    {
        var reader = new ChunkReader(100);

        Assert.Equal(isValid, reader.TrySetChunkSize(size));
        Assert.Equal(isValid ? (int)size : ChunkFormat.DefaultChunkSize, reader.ChunkSize);
    }

    [Fact]
    public void Abort_MessageUnderWay_NextChunkBeginsAnother()
    {
        var collector = new MessageCollector();
        collector.Feed(Join(Hex("06 000000 0000C8 09 01000000"), Run(128)));

        collector.Reader.Abort(6);
        collector.Feed(Hex("06 000007 000001 09 01000000 AA"));

        Assert.Equal(7u, Assert.Single(collector.Messages).Header.Timestamp);
    }

    [Theory]
    [InlineData(5u)]
    [InlineData(65_600u)]
    [InlineData(uint.MaxValue)]
    public void Abort_UnknownChunkStream_ChangesNothing(uint id)
    {
        var collector = new MessageCollector();
        collector.Feed(Join(Hex("06 000000 0000C8 09 01000000"), Run(128)));

        collector.Reader.Abort(id);
        collector.Feed(Join(Hex("C6"), Run(72, 128)));

        Assert.Equal(Run(200), Assert.Single(collector.Messages).Payload);
    }
}
