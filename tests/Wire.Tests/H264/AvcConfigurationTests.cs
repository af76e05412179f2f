using System.Buffers;
using Rooms.Wire.H264;

namespace Rooms.Wire.Tests.H264;

public sealed class AvcConfigurationTests
{
    // x264, baseline, 640x360, 25 frames a second.
    internal static readonly byte[] Baseline360 = Convert.FromHexString(
        "0142c01effe100196742c01eda0280bfe5c044000003000400000300ca3c58ba8001000468ce0fc8");

    // x264, high, 1920x1080, 30 frames a second; 1080 = 68 rows of macroblocks less 8 lines.
    private static readonly byte[] High1080 = Convert.FromHexString(
        "01640028ffe1001b67640028acd940780227e5c044000003000400000300f03c60c65801000668ebe3cb22c0fdf8f800");

    [Fact]
    public void TryRead_Baseline_GivesSetsAndCodecString()
    {
        var status = AvcConfiguration.TryRead(Baseline360, out var configuration);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal("avc1.42c01e", configuration.CodecString);
        Assert.Equal(4, configuration.LengthSize);
        Assert.Equal(25, configuration.Sps.Length);
        Assert.Equal(Convert.FromHexString("68ce0fc8"), configuration.Pps.ToArray());
    }

    [Theory]
    [InlineData("640028", 1920, 1080, 30)]
    [InlineData("42c01e", 640, 360, 25)]
    public void TryRead_Sps_GivesSizeAndRate(string profile, int width, int height, double rate)
    {
        AvcConfiguration.TryRead(profile == "640028" ? High1080 : Baseline360, out var configuration);

        var status = H264Sps.TryRead(configuration.Sps, out var sps);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal((width, height, rate), (sps.Width, sps.Height, sps.FramesPerSecond));
    }

    [Fact]
    public void TryRead_CutAnywhere_NeedsMoreData()
    {
        for (var length = 0; length < Baseline360.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, AvcConfiguration.TryRead(Baseline360.AsSpan(0, length), out _));
    }

    [Fact]
    public void TryRead_LengthOfThreeBytes_IsInvalid()
    {
        var bytes = (byte[])Baseline360.Clone();
        bytes[4] = 0xFE;

        Assert.Equal(OperationStatus.InvalidData, AvcConfiguration.TryRead(bytes, out _));
    }

    // Level 6.2 allows 16,888 samples a side; this one asks for 2^20 macroblocks.
    [Fact]
    public void TryRead_SpsOfAbsurdSize_IsInvalid()
    {
        byte[] nal = [0x67, 66, 0, 30, 0b1111_0110, 0b0000_0000, 0b0000_0000, 0b0010_0000, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0xFF, 0xFF];

        Assert.Equal(OperationStatus.InvalidData, H264Sps.TryRead(nal, out _));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(High1080, 20_000))
        {
            if (AvcConfiguration.TryRead(bytes, out var configuration) != OperationStatus.Done) continue;
            if (H264Sps.TryRead(configuration.Sps, out var sps) == OperationStatus.Done)
                Assert.True(sps.Width is > 0 and < 17_000 && sps.Height is > 0 and < 34_000);
        }
    }
}
