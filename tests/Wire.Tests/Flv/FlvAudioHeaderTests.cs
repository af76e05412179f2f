using System.Buffers;
using Rooms.Wire.Flv;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Flv;

public class FlvAudioHeaderTests
{
    // Video File Format 10.1, E.4.2, then Enhanced RTMP v2, "Enhanced Audio": 9 << 4 | packet type, then the FourCC.
    [Theory]
    [InlineData("AF 00", FlvAudioCodec.Aac, FlvAudioPacketType.SequenceStart, 2)]
    [InlineData("AF 01", FlvAudioCodec.Aac, FlvAudioPacketType.CodedFrames, 2)]
    [InlineData("2F", FlvAudioCodec.Mp3, FlvAudioPacketType.CodedFrames, 1)]
    [InlineData("72", FlvAudioCodec.PcmA, FlvAudioPacketType.CodedFrames, 1)]
    [InlineData("82", FlvAudioCodec.PcmU, FlvAudioPacketType.CodedFrames, 1)]
    [InlineData("B2", FlvAudioCodec.Other, FlvAudioPacketType.CodedFrames, 1)]
    [InlineData("90 4F707573", FlvAudioCodec.Opus, FlvAudioPacketType.SequenceStart, 5)]
    [InlineData("91 4F707573", FlvAudioCodec.Opus, FlvAudioPacketType.CodedFrames, 5)]
    [InlineData("92 6D703461", FlvAudioCodec.Aac, FlvAudioPacketType.SequenceEnd, 5)]
    [InlineData("91 664C6143", FlvAudioCodec.Flac, FlvAudioPacketType.CodedFrames, 5)]
    [InlineData("91 61632D33", FlvAudioCodec.Ac3, FlvAudioPacketType.CodedFrames, 5)]
    [InlineData("91 65632D33", FlvAudioCodec.Eac3, FlvAudioPacketType.CodedFrames, 5)]
    [InlineData("91 2E6D7033", FlvAudioCodec.Mp3, FlvAudioPacketType.CodedFrames, 5)]
    [InlineData("94 4F707573", FlvAudioCodec.Opus, FlvAudioPacketType.MultichannelConfiguration, 5)]
    [InlineData("97 00 00 01 4F707573", FlvAudioCodec.Opus, FlvAudioPacketType.CodedFrames, 8)]
    public void TryRead_Tag_ReadsItsFields(string hex, FlvAudioCodec codec, FlvAudioPacketType packetType, int length)
    {
        Assert.Equal(OperationStatus.Done, FlvAudioHeader.TryRead(Hex(hex), out var header));

        Assert.Equal((codec, packetType, length, false), (header.Codec, header.PacketType, header.Length, header.IsMultitrack));
    }

    [Fact]
    public void TryRead_Multitrack_IsMarked()
    {
        Assert.Equal(OperationStatus.Done, FlvAudioHeader.TryRead(Hex("95 01 4F707573 00"), out var header));

        Assert.True(header is { IsMultitrack: true, IsEnhanced: true, Codec: FlvAudioCodec.Opus, IsCodedFrame: true, Length: 6 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("AF")]
    [InlineData("90")]
    [InlineData("90 4F7075")]
    [InlineData("95")]
    [InlineData("97 05 00")]
    public void TryRead_Cut_IsInvalid(string hex) => Assert.Equal(OperationStatus.InvalidData, FlvAudioHeader.TryRead(Hex(hex), out _));

    [Fact]
    public void TryRead_RandomBytes_NeverThrow()
    {
        var random = new Random(20261121);
        var noise = new byte[24];

        for (var run = 0; run < 50_000; run++)
        {
            random.NextBytes(noise);
            var body = noise.AsSpan(0, random.Next(noise.Length));
            if (FlvAudioHeader.TryRead(body, out var audio) == OperationStatus.Done) Assert.InRange(audio.Length, 1, body.Length);
            if (FlvVideoHeader.TryRead(body, out var video) == OperationStatus.Done) Assert.InRange(video.Length, 1, body.Length);
        }
    }
}
