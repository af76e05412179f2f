using System.Buffers;
using Rooms.Wire.Aac;
using Rooms.Wire.Av1;
using Rooms.Wire.Fmp4;
using Rooms.Wire.H264;
using Rooms.Wire.Hevc;
using Rooms.Wire.Opus;

namespace Rooms.MediaRelay.Frames.Fmp4;

/// <summary>
/// What of a stream fragmented MP4 can carry: H.264, HEVC or AV1, AAC or Opus. A track whose codec it cannot carry, or whose configuration is missing
/// or broken, is null. Immutable, made anew when the stream's configuration changes.
/// </summary>
internal sealed record Fmp4Tracks(Fmp4Track? Video, Fmp4Track? Audio, int AudioSamplesPerFrame)
{
    public const int VideoTrackId = 1;
    public const int AudioTrackId = 2;

    /// <summary>Publishers' own clock: nothing is rounded.</summary>
    public const uint VideoTimescale = 1000;

    public static readonly Fmp4Tracks None = new(null, null, 0);

    // RFC 7845 5.1: what an Opus stream without a header is, two channels and no pre-skip.
    private static readonly byte[] DefaultOpus = [0, 2, 0, 0, 0, 0, 0xBB, 0x80, 0, 0, 0];

    public bool IsEmpty => Video is null && Audio is null;

    /// <summary>The MIME type as Media Source Extensions want it.</summary>
    public string Mime
    {
        get
        {
            var codecs = string.Join(',', new[] { Video?.Codec, Audio?.Codec }.Where(codec => codec is not null));
            return $"{(Video is null ? "audio" : "video")}/mp4; codecs=\"{codecs}\"";
        }
    }

    public byte[] CreateInit() => (Video, Audio) switch
    {
        ({ } video, { } audio) => InitSegment.Create(video, audio),
        ({ } video, null) => InitSegment.Create(video),
        (null, { } audio) => InitSegment.Create(audio),
        _ => [],
    };

    public static Fmp4Tracks From(StreamConfiguration configuration)
    {
        var audio = ReadAudio(configuration, out var samplesPerFrame);
        return new Fmp4Tracks(ReadVideo(configuration), audio, samplesPerFrame);
    }

    private static Fmp4Track? ReadVideo(StreamConfiguration configuration)
    {
        if (configuration.Video is not { } frame || frame.Codec != configuration.VideoCodec) return null;
        return frame.Codec switch
        {
            FrameCodec.H264 => ReadH264(frame.Payload),
            FrameCodec.Hevc => ReadHevc(frame.Payload),
            FrameCodec.Av1 => ReadAv1(frame.Payload),
            _ => null,
        };
    }

    private static Fmp4Track? ReadH264(ReadOnlySpan<byte> record)
    {
        if (AvcConfiguration.TryRead(record, out var configuration) != OperationStatus.Done) return null;
        if (H264Sps.TryRead(configuration.Sps, out var sps) != OperationStatus.Done) return null;
        return Picture(SampleEntryKind.Avc1, record, configuration.CodecString, sps.Width, sps.Height);
    }

    private static Fmp4Track? ReadHevc(ReadOnlySpan<byte> record)
    {
        if (HevcConfiguration.TryRead(record, out var configuration) != OperationStatus.Done) return null;
        if (HevcSps.TryRead(configuration.Sps, out var sps) != OperationStatus.Done) return null;
        return Picture(SampleEntryKind.Hvc1, record, configuration.CodecString, sps.Width, sps.Height);
    }

    private static Fmp4Track? ReadAv1(ReadOnlySpan<byte> record)
    {
        if (Av1Configuration.TryRead(record, out var configuration) != OperationStatus.Done) return null;
        if (Av1SequenceHeader.TryRead(configuration.Obus, out var header) != OperationStatus.Done) return null;
        return Picture(SampleEntryKind.Av01, record, configuration.CodecString, header.Width, header.Height);
    }

    private static Fmp4Track Picture(SampleEntryKind kind, ReadOnlySpan<byte> record, string codec, int width, int height) =>
        new(VideoTrackId, kind, VideoTimescale, record.ToArray()) { Codec = codec, Width = width, Height = height };

    private static Fmp4Track? ReadAudio(StreamConfiguration configuration, out int samplesPerFrame)
    {
        samplesPerFrame = 0;
        return configuration.AudioCodec switch
        {
            FrameCodec.Aac when configuration.Audio is { Codec: FrameCodec.Aac } frame => ReadAac(frame.Payload, out samplesPerFrame),
            FrameCodec.Opus => ReadOpus(configuration.Audio is { Codec: FrameCodec.Opus } frame ? frame.Payload : default),
            _ => null,
        };
    }

    private static Fmp4Track? ReadAac(ReadOnlySpan<byte> record, out int samplesPerFrame)
    {
        // One byte of descriptor length has to hold it (SampleEntry); real ones take 2 to 20.
        const int maxBytes = 64;
        var status = AudioSpecificConfig.TryRead(record, out var config);
        samplesPerFrame = config.SamplesPerFrame;
        if (status != OperationStatus.Done || record.Length > maxBytes) return null;
        return new Fmp4Track(AudioTrackId, SampleEntryKind.Mp4a, (uint)config.SampleRate, record.ToArray())
        {
            Codec = config.CodecString,
            Channels = config.Channels,
            SampleRate = config.SampleRate,
        };
    }

    private static Fmp4Track? ReadOpus(ReadOnlySpan<byte> record)
    {
        var payload = DefaultOpus;
        var channels = (int)DefaultOpus[1];
        if (!record.IsEmpty)
        {
            if (OpusHead.TryRead(record, out var head) != OperationStatus.Done) return null;
            payload = new byte[head.Length];
            head.WriteTo(payload);
            channels = head.Channels;
        }
        return new Fmp4Track(AudioTrackId, SampleEntryKind.Opus, OpusPacket.SampleRate, payload)
        {
            Codec = "opus",
            Channels = channels,
            SampleRate = OpusPacket.SampleRate,
        };
    }
}
