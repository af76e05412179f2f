using Rooms.Testing;
using Rooms.Wire.Fmp4;

namespace Rooms.Wire.Tests.Fmp4;

public sealed class FragmentHeadTests
{
    // ISO 14496-12 8.8.4 to 8.8.8, byte by byte: two pictures and one piece of sound.
    [Fact]
    public void WriteTo_VideoAndAudio_IsLiteral()
    {
        Fmp4Sample[] video = [new(1000, 40, 0, true), new(200, 40, -5, false)];
        Fmp4Sample[] audio = [new(17, 1024, 0, true)];
        var head = new FragmentHead(
            3,
            new TrackRun { TrackId = 1, IsVideo = true, DecodeTime = 80, Samples = video },
            new TrackRun { TrackId = 2, IsVideo = false, DecodeTime = 4096, Samples = audio });
        var bytes = new byte[head.Length];

        var written = head.WriteTo(bytes);

        const string expected =
            "000000C06D6F6F66" + "000000106D66686400000000" + "00000003" +
            "0000006074726166" + "00000010746668640002000000000001" + "0000001474666474010000000000000000000050" +
            "000000347472756E01000F01" + "00000002" + "000000C8" +
            "00000028000003E80200000000000000" + "00000028000000C801010000FFFFFFFB" +
            "0000004874726166" + "00000010746668640002000000000002" + "0000001474666474010000000000000000001000" +
            "0000001C7472756E01000301" + "00000001" + "00000578" + "0000040000000011" +
            "000004C96D646174";
        Assert.Equal(head.Length, written);
        Assert.Equal(1217, head.PayloadLength);
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Fact]
    public void WriteTo_NoAudio_LeavesTheTrackOut()
    {
        Fmp4Sample[] video = [new(10, 40, 0, true)];
        var head = new FragmentHead(
            1,
            new TrackRun { TrackId = 1, IsVideo = true, DecodeTime = 0, Samples = video },
            new TrackRun { TrackId = 2, IsVideo = false, DecodeTime = 0, Samples = [] });
        var bytes = new byte[head.Length];

        head.WriteTo(bytes);

        Assert.Equal(8 + 16 + 8 + 16 + 20 + 20 + 16 + 8, head.Length);
        Assert.Equal(-1, bytes.AsSpan(40).IndexOf("traf"u8));
    }

    [Fact]
    public void WriteTo_Warm_AllocatesNothing()
    {
        var samples = new Fmp4Sample[] { new(10, 40, 0, true) };
        var bytes = new byte[200];
        Write(samples, bytes);

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 100; i++) Write(samples, bytes);
        });

        Assert.Equal(0, allocated);
    }

    private static void Write(Fmp4Sample[] samples, byte[] bytes)
    {
        var run = new TrackRun { TrackId = 1, IsVideo = true, DecodeTime = 0, Samples = samples };
        new FragmentHead(1, run, default).WriteTo(bytes);
    }
}
