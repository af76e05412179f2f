using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// The session's own words on their way out: written by itself until it plays, then through the viewer's queue, between the shared blocks.
/// </summary>
internal sealed class RtmpOutput(RtmpConnection connection, BlockPool blocks)
{
    public RtmpText Text { get; } = new();

    /// <summary>Set from the moment at which a loop writes to the socket.</summary>
    public Viewer? Viewer { get; set; }

    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (Text.Written.IsEmpty) return;
        if (Viewer is { } viewer) viewer.Send(ToBlock());
        else await connection.SendAsync(Text.Written, cancellation);
        Text.Clear();
    }

    private Block ToBlock()
    {
        var block = blocks.Rent(0, Text.Written.Length);
        block.Write(Text.Written.Span);
        return block;
    }
}
