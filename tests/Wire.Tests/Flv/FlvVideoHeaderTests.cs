using System.Buffers;
using Rooms.Wire.Flv;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Flv;

public class FlvVideoHeaderTests
{
    // Video File Format 10.1, E.4.3; 12 for HEVC is what Chinese CDNs and OBS forks send.
    [Theory]
    [InlineData("17 00 000000", FlvVideoCodec.H264, FlvVideoFrameType.Key, FlvVideoPacketType.SequenceStart, 0, 5)]
    [InlineData("17 01 000050", FlvVideoCodec.H264, FlvVideoFrameType.Key, FlvVideoPacketType.CodedFrames, 80, 5)]
    [InlineData("27 01 FFFFFE", FlvVideoCodec.H264, FlvVideoFrameType.Inter, FlvVideoPacketType.CodedFrames, -2, 5)]
    [InlineData("17 02 000000", FlvVideoCodec.H264, FlvVideoFrameType.Key, FlvVideoPacketType.SequenceEnd, 0, 5)]
    [InlineData("1C 00 000000", FlvVideoCodec.Hevc, FlvVideoFrameType.Key, FlvVideoPacketType.SequenceStart, 0, 5)]
    [InlineData("2C 01 000028", FlvVideoCodec.Hevc, FlvVideoFrameType.Inter, FlvVideoPacketType.CodedFrames, 40, 5)]
    [InlineData("12", FlvVideoCodec.Other, FlvVideoFrameType.Key, FlvVideoPacketType.CodedFrames, 0, 1)]
    [InlineData("57 00", FlvVideoCodec.H264, FlvVideoFrameType.Command, FlvVideoPacketType.CodedFrames, 0, 1)]
    public void TryRead_Legacy_ReadsItsFields(
        string hex, FlvVideoCodec codec, FlvVideoFrameType frameType, FlvVideoPacketType packetType, int compositionTime, int length)
    {
        Assert.Equal(OperationStatus.Done, FlvVideoHeader.TryRead(Hex(hex), out var header));

        Assert.Equal((codec, frameType, packetType, compositionTime, length), (header.Codec, header.FrameType, header.PacketType, header.CompositionTime, header.Length));
        Assert.False(header.IsEnhanced);
    }

    // Enhanced RTMP v2, "Enhanced Video": 0x80 | frame type << 4 | packet type, then the FourCC.
    [Theory]
    [InlineData("90 68766331", FlvVideoCodec.Hevc, FlvVideoPacketType.SequenceStart, 0, 5)]
    [InlineData("91 68766331 000050", FlvVideoCodec.Hevc, FlvVideoPacketType.CodedFrames, 80, 8)]
    [InlineData("93 68766331", FlvVideoCodec.Hevc, FlvVideoPacketType.CodedFramesX, 0, 5)]
    [InlineData("92 68766331", FlvVideoCodec.Hevc, FlvVideoPacketType.SequenceEnd, 0, 5)]
    [InlineData("91 61766331 FFFFFE", FlvVideoCodec.H264, FlvVideoPacketType.CodedFrames, -2, 8)]
    [InlineData("90 61763031", FlvVideoCodec.Av1, FlvVideoPacketType.SequenceStart, 0, 5)]
    [InlineData("91 61763031", FlvVideoCodec.Av1, FlvVideoPacketType.CodedFrames, 0, 5)]
    [InlineData("95 61763031", FlvVideoCodec.Av1, FlvVideoPacketType.Mpeg2TsSequenceStart, 0, 5)]
    [InlineData("91 76703039", FlvVideoCodec.Vp9, FlvVideoPacketType.CodedFrames, 0, 5)]
    [InlineData("91 76703038", FlvVideoCodec.Vp8, FlvVideoPacketType.CodedFrames, 0, 5)]
    [InlineData("91 76766331", FlvVideoCodec.Other, FlvVideoPacketType.CodedFrames, 0, 5)]
    [InlineData("94 61763031", FlvVideoCodec.Av1, FlvVideoPacketType.Metadata, 0, 5)]
    public void TryRead_Enhanced_ReadsItsFields(string hex, FlvVideoCodec codec, FlvVideoPacketType packetType, int compositionTime, int length)
    {
        Assert.Equal(OperationStatus.Done, FlvVideoHeader.TryRead(Hex(hex), out var header));

        Assert.Equal((codec, packetType, compositionTime, length), (header.Codec, header.PacketType, header.CompositionTime, header.Length));
        Assert.Equal(FlvVideoFrameType.Key, header.FrameType);
        Assert.True(header.IsEnhanced);
    }

    // One track with one codec; many tracks with many codecs, whose FourCCs come later.
    [Theory]
    [InlineData("96 01 68766331 00", FlvVideoCodec.Hevc, 6)]
    [InlineData("96 21 00 68766331", FlvVideoCodec.Other, 2)]
    public void TryRead_Multitrack_IsMarked(string hex, FlvVideoCodec codec, int length)
    {
        Assert.Equal(OperationStatus.Done, FlvVideoHeader.TryRead(Hex(hex), out var header));

        Assert.True(header.IsMultitrack);
        Assert.Equal((codec, FlvVideoPacketType.CodedFrames, length), (header.Codec, header.PacketType, header.Length));
    }

    // A nanosecond offset of 3 bytes, then coded frames; and one of 256 bytes, whose size takes the long form.
    [Fact]
    public void TryRead_ModEx_IsSkipped()
    {
        Assert.Equal(OperationStatus.Done, FlvVideoHeader.TryRead(Hex("97 02 000001 01 68766331 000050"), out var shortForm));
        Assert.Equal(OperationStatus.Done, FlvVideoHeader.TryRead(Join(Hex("97 FF 00FF"), Run(256), Hex("03 61763031")), out var longForm));

        Assert.Equal((FlvVideoPacketType.CodedFrames, 80, 13), (shortForm.PacketType, shortForm.CompositionTime, shortForm.Length));
        Assert.Equal((FlvVideoPacketType.CodedFramesX, FlvVideoCodec.Av1, 265), (longForm.PacketType, longForm.Codec, longForm.Length));
    }

    [Theory]
    [InlineData("17 01 000000", true, false)]
    [InlineData("27 01 000000", false, false)]
    [InlineData("17 00 000000", false, true)]
    [InlineData("93 68766331", true, false)]
    [InlineData("90 68766331", false, true)]
    [InlineData("D1 00", false, false)]
    public void IsKeyFrame_AndSequenceStart_AreToldApart(string hex, bool isKeyFrame, bool isSequenceStart)
    {
        FlvVideoHeader.TryRead(Hex(hex), out var header);

        Assert.Equal((isKeyFrame, isSequenceStart), (header.IsKeyFrame, header.IsSequenceStart));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("17 01 0000")]
    [InlineData("90")]
    [InlineData("90 687663")]
    [InlineData("91 68766331 0000")]
    [InlineData("96")]
    [InlineData("96 01 6876")]
    [InlineData("97")]
    [InlineData("97 02 0000")]
    [InlineData("97 FF 00")]
    [InlineData("97 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 07 00 00 00 68766331")]
    public void TryRead_Cut_IsInvalid(string hex) => Assert.Equal(OperationStatus.InvalidData, FlvVideoHeader.TryRead(Hex(hex), out _));
}
