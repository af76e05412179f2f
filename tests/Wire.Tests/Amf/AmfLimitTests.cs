using System.Buffers;
using Rooms.Wire.Amf;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Amf;

public class AmfLimitTests
{
    [Theory]
    [InlineData("03 0001 61")]
    [InlineData("08 00000001 0001 61")]
    [InlineData("0A 00000001")]
    [InlineData("10 0000 0001 61")]
    public void TryRead_Nested10000Deep_IsInvalid(string opening) => Assert.Equal(OperationStatus.InvalidData, ReadFirst(Repeat(Hex(opening), 10_000)));

    [Theory]
    [InlineData("09 03 01")]
    [InlineData("0A 0B 01 03 61")]
    public void TryRead_Amf3Nested10000Deep_IsInvalid(string opening) =>
        Assert.Equal(OperationStatus.InvalidData, ReadFirst(Join([0x11], Repeat(Hex(opening), 10_000))));

    [Theory]
    [InlineData(16, OperationStatus.Done)]
    [InlineData(17, OperationStatus.InvalidData)]
    public void TryRead_Depth_IsLimitedTo16(int depth, OperationStatus expected)
    {
        var message = Join(Repeat(Hex("03 0001 61"), depth), Hex("05"), Repeat(Hex("0000 09"), depth));

        Assert.Equal(expected, ReadFirst(message));
    }

    [Fact]
    public void TryRead_EndlessObject_IsInvalidAfter1000Members()
    {
        var message = Join(Hex("03"), Repeat(Hex("0001 61 05"), 1_000_000));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var status = ReadFirst(message);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(OperationStatus.InvalidData, status);
        Assert.InRange(allocated, 0, 256 * 1024);
    }

    [Theory]
    [InlineData("0A 000003E9")]
    [InlineData("0A 00FFFFFF")]
    public void TryRead_LongStrictArray_IsInvalid(string head) => Assert.Equal(OperationStatus.InvalidData, ReadFirst(Join(Hex(head), new byte[1 << 20])));

    [Theory]
    [InlineData(65_536, OperationStatus.Done)]
    [InlineData(65_537, OperationStatus.InvalidData)]
    public void TryRead_LongString_IsLimitedTo64Kilobytes(int length, OperationStatus expected) =>
        Assert.Equal(expected, ReadFirst(Join(Hex("0C"), Hex(length.ToString("X8")), new byte[length])));

    [Fact]
    public void TryRead_StringsTogether_ShareTheLimit()
    {
        var reader = new Amf0Reader(Repeat(Join(Hex("02 8000"), new byte[0x8000]), 3));

        Assert.Equal(OperationStatus.Done, reader.TryRead(out _));
        Assert.Equal(OperationStatus.Done, reader.TryRead(out _));
        Assert.Equal(OperationStatus.InvalidData, reader.TryRead(out _));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrow()
    {
        var random = new Random(20261121);
        var noise = new byte[256];

        for (var run = 0; run < 20_000; run++)
        {
            random.NextBytes(noise);
            // Markers are small numbers: a quarter of the bytes is drawn among them, or hardly a run would get past the first.
            for (var i = random.Next(4); i < noise.Length; i += 1 + random.Next(8)) noise[i] = (byte)random.Next(0x12);
            var reader = new Amf0Reader(noise.AsSpan(0, random.Next(noise.Length)));
            OperationStatus status;
            do status = reader.TryRead(out _);
            while (status == OperationStatus.Done);
            Assert.True(status is OperationStatus.NeedMoreData or OperationStatus.InvalidData);
        }
    }

    private static OperationStatus ReadFirst(byte[] message) => new Amf0Reader(message).TryRead(out _);

    private static byte[] Repeat(byte[] unit, int count)
    {
        var repeated = new byte[unit.Length * count];
        for (var i = 0; i < count; i++) unit.CopyTo(repeated, i * unit.Length);
        return repeated;
    }
}
