using System.Buffers;
using Rooms.Wire.Hevc;

namespace Rooms.Wire.Tests.Hevc;

public sealed class HevcConfigurationTests
{
    // x265, main, VPS, SPS and PPS.
    internal static readonly byte[] Main720 = Convert.FromHexString(
        "0101600000009000000000005df000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003005d959809" +
        "a10001002b42010101600000030090000003000003005da00280802d165959a4932bc05a020000030002000003003c10a2000100074401c172b46240");

    // x265, 322x242: coded 328x248, the rest cut by the conformance window.
    private static readonly byte[] Sps322 = Convert.FromHexString(
        "42010101600000030090000003000003003ca00a480f9c9265959a4932bc05a02000000300200000030303c1");

    [Fact]
    public void TryRead_MainProfile_GivesCodecString()
    {
        var status = HevcConfiguration.TryRead(Main720, out var configuration);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal("hvc1.1.6.L93.90", configuration.CodecString);
        Assert.Equal(4, configuration.LengthSize);
    }

    [Fact]
    public void TryRead_Sps_GivesSize()
    {
        HevcConfiguration.TryRead(Main720, out var configuration);

        var status = HevcSps.TryRead(configuration.Sps, out var sps);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(new HevcSps(1280, 720), sps);
    }

    [Fact]
    public void TryRead_SpsWithConformanceWindow_GivesTheCroppedSize()
    {
        var status = HevcSps.TryRead(Sps322, out var sps);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(new HevcSps(322, 242), sps);
    }

    [Fact]
    public void TryRead_CutAnywhere_NeedsMoreData()
    {
        for (var length = 0; length < Main720.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, HevcConfiguration.TryRead(Main720.AsSpan(0, length), out _));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(Main720, 20_000))
        {
            if (HevcConfiguration.TryRead(bytes, out var configuration) != OperationStatus.Done) continue;
            Assert.StartsWith("hvc1.", configuration.CodecString, StringComparison.Ordinal);
            if (HevcSps.TryRead(configuration.Sps, out var sps) == OperationStatus.Done) Assert.True(sps.Width > 0 && sps.Height > 0);
        }
    }
}
