using System.Globalization;
using System.Text;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>Large frames that say their kind and time, so that a test sees what is missing: letter, eight digits, dots.</summary>
internal sealed class NumberedContainer : IContainer
{
    public static readonly TrackKind Kind = new("numbered", () => new NumberedContainer(), PlainFraming.Instance);

    private const int FrameBytes = 4096;

    public static string Text(char kind, long dts) => $"{kind}{dts:D8}".PadRight(FrameBytes, '.');

    /// <summary>Fails where anything but whole frames follow the header.</summary>
    public static IReadOnlyList<(char Kind, long Dts)> Parse(string text)
    {
        Assert.Equal('H', text[0]);
        Assert.Equal(0, (text.Length - 1) % FrameBytes);
        return [.. text[1..].Chunk(FrameBytes).Select(frame => ParseFrame(new string(frame)))];
    }

    public bool TryWriteHeader(StreamConfiguration configuration, long dtsMilliseconds, Block block)
    {
        block.Write("H"u8);
        return true;
    }

    public void WriteFrame(Frame frame, StreamConfiguration configuration, Block block) =>
        block.Write(Encoding.ASCII.GetBytes(Text(frame.IsKey ? 'K' : 'P', frame.DtsMilliseconds)));

    public void CompleteBlock(Block block)
    {
    }

    public void WriteEnd(string reason, Block block)
    {
    }

    private static (char Kind, long Dts) ParseFrame(string frame)
    {
        var dts = long.Parse(frame.AsSpan(1, 8), CultureInfo.InvariantCulture);
        Assert.Equal(Text(frame[0], dts), frame);
        return (frame[0], dts);
    }
}
