using Rooms.Wire.Rtmp;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp;

public class ChunkWriterTests
{
    [Fact]
    public void Write_SpecificationExample2_GivesItsBytes()
    {
        var header = new MessageHeader(4, MessageType.Video, 307, 12346, 1000);
        var expected = Join(Hex("04 0003E8 000133 09 3A300000"), Run(128), Hex("C4"), Run(128, 128), Hex("C4"), Run(51, 256));
        var written = new byte[ChunkWriter.LengthOf(header, 128)];

        ChunkWriter.Write(written, header, Run(307), 128);

        Assert.Equal(expected, written);
    }

    [Fact]
    public void Write_LongTime_RepeatsTheExtendedField()
    {
        var header = new MessageHeader(6, MessageType.Video, 3, 1, 0xFFFFFF);
        var written = new byte[ChunkWriter.LengthOf(header, 2)];

        ChunkWriter.Write(written, header, Run(3), 2);

        Assert.Equal(Hex("06 FFFFFF 000003 09 01000000 00FFFFFF 0001 C6 00FFFFFF 02"), written);
    }

    public static TheoryData<int, int, int, uint> Shapes()
    {
        var shapes = new TheoryData<int, int, int, uint>();
        foreach (var id in (int[])[2, 63, 64, 319, 320, 65_599])
            foreach (var length in (int[])[0, 1, 127, 128, 129, 256, 100_000])
                foreach (var chunkSize in (int[])[1, 128, 65_536])
                    foreach (var timestamp in (uint[])[0, 0xFFFFFE, 0xFFFFFF, uint.MaxValue])
                        shapes.Add(id, length, chunkSize, timestamp);
        return shapes;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Write_AnyShape_IsAsLongAsAnnouncedAndReadsBack(int id, int length, int chunkSize, uint timestamp)
    {
        var header = new MessageHeader(id, MessageType.Video, length, 1, timestamp);
        var written = new byte[ChunkWriter.LengthOf(header, chunkSize)];
        var collector = new MessageCollector();
        collector.Reader.TrySetChunkSize((uint)chunkSize);

        var count = ChunkWriter.Write(written, header, Run(length), chunkSize);
        collector.Feed(written);

        Assert.Equal(written.Length, count);
        var message = Assert.Single(collector.Messages);
        Assert.Equal(header, message.Header);
        Assert.Equal(Run(length), message.Payload);
    }
}
