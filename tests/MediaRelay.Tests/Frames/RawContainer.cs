using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>
/// A container that is easy to read in a test: one letter a frame. H header, C configuration, K key, P picture, A sound, E end.
/// </summary>
internal sealed class RawContainer : IContainer
{
    public static readonly TrackKind Kind = new("raw", () => new RawContainer(), PlainFraming.Instance);

    public bool TryWriteHeader(StreamConfiguration configuration, long dtsMilliseconds, Block block)
    {
        block.Write("H"u8);
        return true;
    }

    public void WriteFrame(Frame frame, StreamConfiguration configuration, Block block) => block.Write(frame switch
    {
        { IsConfiguration: true } => "C"u8,
        { Kind: FrameKind.Audio } => "A"u8,
        { IsKey: true } => "K"u8,
        _ => "P"u8,
    });

    public void CompleteBlock(Block block)
    {
    }

    public void WriteEnd(string reason, Block block) => block.Write("E"u8);
}
