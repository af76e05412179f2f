using Rooms.MediaRelay.Frames;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// Frames as RTMP messages, the same bytes for every viewer: full chunk headers, one message stream, one chunk size (which each connection
/// announces before it begins to play).
/// </summary>
internal sealed class FramesToRtmp : IContainer
{
    public static readonly TrackKind Kind = new("rtmp", () => new FramesToRtmp(), PlainFraming.Instance);

    /// <summary>
    /// Few messages are longer, so nearly all go out as one chunk. Below 64 KB: some clients keep a chunk's size in 16 bits.
    /// </summary>
    public const int ChunkSize = 60_000;

    /// <summary>Of every connection's only message stream.</summary>
    public const uint MessageStreamId = 1;

    public bool TryWriteHeader(StreamConfiguration configuration, long dtsMilliseconds, Block block)
    {
        if (configuration.Metadata is { } metadata) Write(metadata, Frame.MetadataMilliseconds, block);
        if (configuration.Video is { } video) Write(video, dtsMilliseconds, block);
        if (configuration.Audio is { } audio) Write(audio, dtsMilliseconds, block);
        return true;
    }

    public void WriteFrame(Frame frame, StreamConfiguration configuration, Block block) => Write(frame, frame.TagMilliseconds, block);

    public void CompleteBlock(Block block)
    {
    }

    /// <summary>RTMP 1.0 section 7.1.7 (stream EOF), and the status that players show.</summary>
    public void WriteEnd(string reason, Block block)
    {
        block.Advance(new UserControl(UserControlEvent.StreamEof, MessageStreamId).WriteTo(block.GetSpan(UserControl.MaxLength)));
        var text = new RtmpText(ChunkSize);
        text.Write(Answers.Status(StatusCodes.PlayUnpublishNotify, reason), MessageStreamId);
        block.Write(text.Written.Span);
    }

    private static void Write(Frame frame, long dtsMilliseconds, Block block)
    {
        var (chunkStreamId, type) = frame.Kind switch
        {
            FrameKind.Audio => (ChunkStreamIds.Audio, MessageType.Audio),
            FrameKind.Video => (ChunkStreamIds.Video, MessageType.Video),
            _ => (ChunkStreamIds.Data, MessageType.DataAmf0),
        };
        // Modulo 2^32, as RTMP's time is (section 5.3.1.3).
        var header = new MessageHeader(chunkStreamId, type, frame.Length, MessageStreamId, unchecked((uint)dtsMilliseconds));
        var destination = block.GetSpan(ChunkWriter.LengthOf(header, ChunkSize));
        block.Advance(ChunkWriter.Write(destination, header, frame.Body, ChunkSize));
    }
}
