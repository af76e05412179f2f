using System.Buffers;
using Rooms.Wire.Opus;

namespace Rooms.Wire.Tests.Opus;

public sealed class OpusTests
{
    // "OpusHead", version 1, 2 channels, pre-skip 312, 48,000 Hz, gain 0, family 0.
    internal static readonly byte[] Stereo = Convert.FromHexString("4f707573486561640102380180bb0000000000");

    [Fact]
    public void WriteTo_Stereo_IsThedOpsThatFfmpegWrites()
    {
        var payload = new byte[11];

        var status = OpusHead.TryRead(Stereo, out var head);
        var written = head.WriteTo(payload);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal((2, 312, 11), (head.Channels, head.PreSkip, written));
        Assert.Equal("000201380000BB80000000", Convert.ToHexString(payload));
    }

    [Fact]
    public void TryRead_MappingFamilyOneWithoutItsTable_NeedsMoreData()
    {
        var bytes = (byte[])Stereo.Clone();
        bytes[18] = 1;

        Assert.Equal(OperationStatus.NeedMoreData, OpusHead.TryRead(bytes, out _));
        Assert.Equal(OperationStatus.Done, OpusHead.TryRead([.. bytes, 1, 1, 0, 1], out var head));
        Assert.Equal(15, head.Length);
    }

    [Fact]
    public void TryRead_OtherMagic_IsInvalid() => Assert.Equal(OperationStatus.InvalidData, OpusHead.TryRead(new byte[19], out _));

    // RFC 6716 table 2: 31 = CELT fullband 20 ms, 28 = 2.5 ms, 3 = SILK narrowband 60 ms, 15 = hybrid 20 ms.
    [Theory]
    [InlineData("fc", 960)]
    [InlineData("e0", 120)]
    [InlineData("18", 2880)]
    [InlineData("78", 960)]
    [InlineData("fd", 1920)]
    [InlineData("ff03", 2880)]
    [InlineData("ff", 0)]
    [InlineData("ff3f", 0)] // 63 * 20 ms is more than a packet may hold
    public void CountSamples_Literal_IsTheDuration(string hex, int samples) => Assert.Equal(samples, OpusPacket.CountSamples(Convert.FromHexString(hex)));

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        var payload = new byte[300];
        foreach (var bytes in RandomBytes.Around(Stereo, 20_000))
        {
            if (OpusHead.TryRead(bytes, out var head) == OperationStatus.Done) Assert.Equal(head.Length, head.WriteTo(payload));
            Assert.InRange(OpusPacket.CountSamples(bytes), 0, 5760);
        }
    }
}
