using System.Text;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Fmp4;
using Rooms.Wire.WebSocket;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

/// <summary>
/// Fragmented MP4 as WebSocket messages (docs/protocols/wsmp4.md): a text message with the MIME type, a binary one with the init segment, then a binary
/// one for each fragment; text and init again when the configuration changes. It frames its messages itself, because a block holds several.
/// </summary>
internal sealed class FramesToFmp4 : IContainer
{
    public static readonly TrackKind Kind = new("wsmp4", () => new FramesToFmp4(), PlainFraming.Instance);

    // The track closes a block by its length, which frames that wait here do not show: as ContainerTrack, 256 KB.
    private const int MaxPendingBytes = 256 * 1024;

    private readonly FragmentBuilder builder = new();
    private StreamConfiguration configuration = StreamConfiguration.Empty;
    private byte[] opening = [];

    public bool TryWriteHeader(StreamConfiguration newConfiguration, long dtsMilliseconds, Block block)
    {
        if (!newConfiguration.HasSameTracks(configuration)) Configure(newConfiguration);
        if (builder.Tracks.IsEmpty) return false;
        block.Write(opening);
        return true;
    }

    public void WriteFrame(Frame frame, StreamConfiguration newConfiguration, Block block)
    {
        if (!newConfiguration.HasSameTracks(configuration)) Change(newConfiguration, block);
        builder.Add(frame);
        if (builder.PendingBytes >= MaxPendingBytes) CompleteBlock(block);
    }

    public void CompleteBlock(Block block)
    {
        if (builder.IsEmpty) return;
        var length = builder.Complete();
        var span = block.GetSpan(WebSocketFrameHeader.MaxUnmaskedLength + length);
        var header = WebSocketFrameHeader.Write(span, WebSocketOpcode.Binary, length);
        builder.Write(span[header..]);
        block.Advance(header + length);
    }

    public void WriteEnd(string reason, Block block) => builder.Clear();

    // Who has seen an opening needs the new one; who joins later gets it as the header.
    private void Change(StreamConfiguration newConfiguration, Block block)
    {
        CompleteBlock(block);
        var hasBegun = opening.Length > 0;
        Configure(newConfiguration);
        if (hasBegun) block.Write(opening);
    }

    private void Configure(StreamConfiguration newConfiguration)
    {
        configuration = newConfiguration;
        builder.Configure(Fmp4Tracks.From(newConfiguration));
        opening = builder.Tracks.IsEmpty ? [] : WriteOpening(builder.Tracks);
    }

    private static byte[] WriteOpening(Fmp4Tracks tracks)
    {
        // MIME types and codec strings hold nothing that JSON escapes but the quotes.
        var text = Encoding.ASCII.GetBytes($$"""{"mime":"{{tracks.Mime.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
        var init = tracks.CreateInit();
        var bytes = new byte[2 * WebSocketFrameHeader.MaxUnmaskedLength + text.Length + init.Length];
        var written = WebSocketFrameHeader.Write(bytes, WebSocketOpcode.Text, text.Length);
        text.CopyTo(bytes, written);
        written += text.Length;
        written += WebSocketFrameHeader.Write(bytes.AsSpan(written), WebSocketOpcode.Binary, init.Length);
        init.CopyTo(bytes, written);
        return bytes[..(written + init.Length)];
    }
}
