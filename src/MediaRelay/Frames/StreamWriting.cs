namespace Rooms.MediaRelay.Frames;

/// <summary>Writes a <see cref="StreamViewer"/>'s blocks to its stream until the loop lets go.</summary>
internal static class StreamWriting
{
    /// <summary>Answers why it ended. A write that a client does not take is given up as soon as the loop has given up the viewer.</summary>
    public static async Task<string> RunAsync(StreamViewer viewer, Stream output, CancellationToken cancellation)
    {
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = viewer.RunAsync(output, writing.Token);
        await Task.WhenAny(running, viewer.Completion);
        await writing.CancelAsync();
        return await running;
    }
}
