using System.Buffers.Binary;
using System.Text;
using Rooms.Wire.Fmp4;
using Rooms.Wire.Tests.H264;

namespace Rooms.Wire.Tests.Fmp4;

public sealed class InitSegmentTests
{
    private static readonly Fmp4Track Video = new(1, SampleEntryKind.Avc1, 1000, AvcConfigurationTests.Baseline360)
    {
        Width = 640,
        Height = 360,
        Codec = "avc1.42c01e",
    };

    private static readonly Fmp4Track Audio = new(2, SampleEntryKind.Mp4a, 44100, Convert.FromHexString("1210"))
    {
        Channels = 2,
        SampleRate = 44100,
        Codec = "mp4a.40.2",
    };

    [Fact]
    public void Create_VideoAndAudio_NestsBoxesWithoutRemainder()
    {
        var text = new StringBuilder();

        Walk(InitSegment.Create(Video, Audio), text);

        const string media = "dinf(dref)stbl(stsd stts stsc stsz stco)";
        Assert.Equal(
            $"ftyp moov(mvhd trak(tkhd mdia(mdhd hdlr minf(vmhd {media})))trak(tkhd mdia(mdhd hdlr minf(smhd {media})))mvex(trex trex))",
            text.ToString());
    }

    // ISO 14496-14 5.6.1 and ISO 14496-1 7.2.6.5: object type 40, audio stream, two bytes of configuration.
    [Fact]
    public void Create_Aac_WritesElementaryStreamDescriptor()
    {
        var segment = InitSegment.Create(Audio);

        Assert.Contains(
            "00000027" + "65736473" + "00000000" + "0319000000" + "0411" + "4015" + "0000000000000000000000" + "05021210" + "060102",
            Convert.ToHexString(segment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SampleEntryKind.Avc1, "avc1", "avcC")]
    [InlineData(SampleEntryKind.Hvc1, "hvc1", "hvcC")]
    [InlineData(SampleEntryKind.Av01, "av01", "av1C")]
    public void Create_Video_PutsConfigurationInItsBox(SampleEntryKind kind, string entry, string box)
    {
        var track = new Fmp4Track(1, kind, 90000, new byte[] { 1, 2, 3 }) { Width = 1280, Height = 720, Codec = "x" };

        var segment = InitSegment.Create(track);

        var at = segment.AsSpan().IndexOf(Encoding.ASCII.GetBytes(entry));
        Assert.Equal(1280, BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(at + 28)));
        Assert.Equal(720, BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(at + 30)));
        Assert.Equal($"0000000B{Convert.ToHexString(Encoding.ASCII.GetBytes(box))}010203", Convert.ToHexString(segment.AsSpan(at + 82, 11)));
    }

    [Fact]
    public void Create_Opus_PutsConfigurationInItsBox()
    {
        var track = new Fmp4Track(2, SampleEntryKind.Opus, 48000, new byte[] { 0, 2 }) { Channels = 2, SampleRate = 48000, Codec = "opus" };

        var segment = InitSegment.Create(track);

        var at = segment.AsSpan().IndexOf("Opus"u8);
        Assert.Equal("0000000A644F70730002", Convert.ToHexString(segment.AsSpan(at + 32, 10)));
    }

    private static void Walk(ReadOnlySpan<byte> boxes, StringBuilder text)
    {
        while (!boxes.IsEmpty)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(boxes);
            var type = Encoding.ASCII.GetString(boxes.Slice(4, 4));
            text.Append(type);
            if (type is "moov" or "trak" or "mdia" or "minf" or "dinf" or "stbl" or "mvex")
            {
                text.Append('(');
                Walk(boxes[8..size], text);
                text.Append(')');
            }
            else if (boxes.Length > size)
            {
                text.Append(' ');
            }
            boxes = boxes[size..];
        }
    }
}
