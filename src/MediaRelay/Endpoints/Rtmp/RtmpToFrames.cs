using System.Buffers;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Flv;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// Messages of a publisher to frames. The message's buffer becomes the frame's; nothing in an audio or video body is changed. A body
/// without coded data (end of sequence, colour information) has an empty payload, and one of several tracks a codec of its own: both go
/// through to RTMP and FLV only.
/// </summary>
internal static class RtmpToFrames
{
    /// <summary>Takes the message over. Null: nothing that viewers could use, and the buffer is returned.</summary>
    public static Frame? Read(RtmpMessage message, FramePool frames)
    {
        var length = message.Header.Length;
        FrameInfo info = default;
        var isRead = message.Header.Type switch
        {
            MessageType.Video => TryReadVideo(message, out info),
            MessageType.Audio => TryReadAudio(message, out info),
            _ => TryReadData(message, out info, out length),
        };
        if (isRead) return frames.Wrap(message.Buffer, length, info);
        frames.Buffers.Return(message.Buffer);
        return null;
    }

    private static bool TryReadVideo(RtmpMessage message, out FrameInfo info)
    {
        info = default;
        if (FlvVideoHeader.TryRead(message.Payload, out var header) != OperationStatus.Done) return false;
        var hasPayload = header.IsCodedFrame || header.IsSequenceStart;
        info = new(
            FrameKind.Video,
            header.IsMultitrack ? FrameCodec.Other : FromVideo(header.Codec),
            header.IsKeyFrame,
            header.IsSequenceStart,
            message.Header.Timestamp,
            header.CompositionTime,
            hasPayload ? header.Length : message.Header.Length);
        return true;
    }

    private static bool TryReadAudio(RtmpMessage message, out FrameInfo info)
    {
        info = default;
        if (FlvAudioHeader.TryRead(message.Payload, out var header) != OperationStatus.Done) return false;
        var hasPayload = header.IsCodedFrame || header.IsSequenceStart;
        info = new(
            FrameKind.Audio,
            header.IsMultitrack ? FrameCodec.Other : FromAudio(header.Codec),
            false,
            header.IsSequenceStart,
            message.Header.Timestamp,
            0,
            hasPayload ? header.Length : message.Header.Length);
        return true;
    }

    // Viewers get what is inside @setDataFrame. The move down stays in the message's own buffer.
    private static bool TryReadData(RtmpMessage message, out FrameInfo info, out int length)
    {
        info = default;
        length = 0;
        if (DataMessage.TryRead(message.Header.Type, message.Payload, out var handler, out var body) != OperationStatus.Done) return false;
        length = body.Length;
        body.CopyTo(message.Buffer);
        info = new(FrameKind.Metadata, FrameCodec.None, false, handler == DataMessage.OnMetaData, message.Header.Timestamp, 0, 0);
        return true;
    }

    private static FrameCodec FromVideo(FlvVideoCodec codec) => codec switch
    {
        FlvVideoCodec.H264 => FrameCodec.H264,
        FlvVideoCodec.Hevc => FrameCodec.Hevc,
        FlvVideoCodec.Av1 => FrameCodec.Av1,
        FlvVideoCodec.Vp8 => FrameCodec.Vp8,
        FlvVideoCodec.Vp9 => FrameCodec.Vp9,
        _ => FrameCodec.Other,
    };

    private static FrameCodec FromAudio(FlvAudioCodec codec) => codec switch
    {
        FlvAudioCodec.Aac => FrameCodec.Aac,
        FlvAudioCodec.Mp3 => FrameCodec.Mp3,
        FlvAudioCodec.Opus => FrameCodec.Opus,
        _ => FrameCodec.Other,
    };
}
