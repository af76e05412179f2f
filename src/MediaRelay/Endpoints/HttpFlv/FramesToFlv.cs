using Rooms.MediaRelay.Frames;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

/// <summary>FLV tags (Video File Format 10.1, annex E); a tag's body is the message's exactly as it was published.</summary>
internal sealed class FramesToFlv : IContainer
{
    public bool TryWriteHeader(StreamConfiguration configuration, long dtsMilliseconds, Block block)
    {
        if (!configuration.HasVideo && !configuration.HasAudio) return false;
        var header = new FlvFileHeader(configuration.HasAudio, configuration.HasVideo);
        block.Advance(header.WriteTo(block.GetSpan(FlvFileHeader.Length)));
        Write(configuration.Metadata, Frame.MetadataMilliseconds, block);
        Write(configuration.Video, dtsMilliseconds, block);
        Write(configuration.Audio, dtsMilliseconds, block);
        return true;
    }

    public void WriteFrame(Frame frame, StreamConfiguration configuration, Block block) => Write(frame, frame.TagMilliseconds, block);

    public void CompleteBlock(Block block)
    {
    }

    public void WriteEnd(string reason, Block block)
    {
    }

    private static void Write(Frame? frame, long dtsMilliseconds, Block block)
    {
        if (frame is null) return;
        var type = frame.Kind switch
        {
            FrameKind.Video => FlvTagType.Video,
            FrameKind.Audio => FlvTagType.Audio,
            _ => FlvTagType.ScriptData,
        };
        var span = block.GetSpan(FlvTag.LengthOf(frame.Length));
        block.Advance(FlvTag.Write(span, type, (uint)dtsMilliseconds, frame.Body));
    }
}
