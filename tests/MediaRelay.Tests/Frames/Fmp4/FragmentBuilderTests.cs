using System.Buffers.Binary;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Fmp4;
using Rooms.Testing;
using Rooms.Wire.Fmp4;

namespace Rooms.MediaRelay.Tests.Frames.Fmp4;

public sealed class FragmentBuilderTests
{
    private static readonly Fmp4Track Video = new(1, SampleEntryKind.Avc1, 1000, new byte[] { 1 }) { Codec = "avc1" };
    private static readonly Fmp4Track Audio = new(2, SampleEntryKind.Mp4a, 44100, new byte[] { 1 }) { Codec = "mp4a" };

    private readonly FramePool frames = new(new BufferPool());
    private readonly FragmentBuilder builder = new();

    // 33, 34, 33 ms a picture: each fragment begins where the one before ended, and the rounding never adds up.
    [Fact]
    public void Write_OnePictureAFragment_TimesTouchAndFollowTheSource()
    {
        builder.Configure(new Fmp4Tracks(Video, null, 0));
        var end = 0L;
        for (var i = 0; i < 300; i++)
        {
            var dts = i * 1000L / 30;
            Add(FrameKind.Video, dts, i == 0);
            var (start, durations) = Times(WriteFragment());

            Assert.Equal(end, start);
            Assert.InRange(start - dts, -2, 10);
            end = start + durations;
        }
    }

    // AAC at 44,100 Hz lasts 23.22 ms; publishers write 23 and 24.
    [Fact]
    public void Write_RoundedSoundTimes_CountsSamplesWithoutCracks()
    {
        builder.Configure(new Fmp4Tracks(null, Audio, 1024));
        var end = 0L;
        for (var i = 0; i < 500; i++)
        {
            Add(FrameKind.Audio, i * 1024L * 1000 / 44100, false);
            var (start, durations) = Times(WriteFragment());

            Assert.Equal(end, start);
            Assert.Equal(1024, durations);
            end = start + durations;
        }
    }

    [Theory]
    [InlineData(30, 1024)] // jitter
    [InlineData(500, 1024 + 500 * 441 / 10)] // a gap: one sample lasts until both clocks agree
    public void Write_SoundComesLater_IsStretchedOnlyOverTheTolerance(int lateMilliseconds, int expected)
    {
        builder.Configure(new Fmp4Tracks(null, Audio, 1024));
        Add(FrameKind.Audio, 0, false);
        var end = Times(WriteFragment()).Durations;

        Add(FrameKind.Audio, lateMilliseconds + 1024 * 1000 / 44100, false);
        var (start, durations) = Times(WriteFragment());

        Assert.Equal(end, start);
        Assert.InRange(durations, expected - 50, expected + 50);
    }

    [Fact]
    public void Write_Afterwards_EveryFrameIsReleased()
    {
        builder.Configure(new Fmp4Tracks(Video, Audio, 1024));
        for (var i = 0; i < 10; i++) Add(i % 2 == 0 ? FrameKind.Video : FrameKind.Audio, i * 20, i == 0);
        Assert.Equal(10, frames.Outstanding);

        WriteFragment();

        Assert.True(builder.IsEmpty);
        Assert.Equal(0, frames.Outstanding);
    }

    [Fact]
    public void Write_Warm_AllocatesNothing()
    {
        builder.Configure(new Fmp4Tracks(Video, Audio, 1024));
        var bytes = new byte[4096];
        var number = 0;
        for (var i = 0; i < 100; i++) Round(number++, bytes);

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 300; i++) Round(number++, bytes);
        });

        Assert.Equal(0, allocated);
    }

    private void Round(int number, byte[] bytes)
    {
        Add(FrameKind.Video, number * 40, number % 25 == 0);
        Add(FrameKind.Audio, number * 40, false);
        Assert.True(builder.Complete() < bytes.Length);
        builder.Write(bytes);
    }

    private void Add(FrameKind kind, long dts, bool isKey)
    {
        var codec = kind == FrameKind.Video ? FrameCodec.H264 : FrameCodec.Aac;
        var frame = frames.Copy([1, 2, 3, 4], new FrameInfo(kind, codec, isKey, false, (uint)dts, 0, 0));
        builder.Add(frame);
        frame.Release();
    }

    private byte[] WriteFragment()
    {
        var bytes = new byte[builder.Complete()];
        builder.Write(bytes);
        return bytes;
    }

    // Of the only track: tfdt, and the durations of trun (video has 16 bytes a sample, sound 8).
    private static (long Start, long Durations) Times(byte[] fragment)
    {
        var tfdt = fragment.AsSpan().IndexOf("tfdt"u8);
        var trun = fragment.AsSpan().IndexOf("trun"u8);
        var count = BinaryPrimitives.ReadInt32BigEndian(fragment.AsSpan(trun + 8));
        var step = (fragment[trun + 6] & 4) != 0 ? 16 : 8;
        long sum = 0;
        for (var i = 0; i < count; i++) sum += BinaryPrimitives.ReadUInt32BigEndian(fragment.AsSpan(trun + 16 + i * step));
        return (BinaryPrimitives.ReadInt64BigEndian(fragment.AsSpan(tfdt + 8)), sum);
    }
}
