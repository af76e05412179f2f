namespace Rooms.MediaRelay.Frames;

/// <summary>A stream's containers. Changed under the stream's lock, read by any thread.</summary>
internal sealed class TrackTable(LiveStreamsContext context, DropCounter drops, StreamAccount account)
{
    private volatile ContainerTrack[] tracks = [];

    public int ViewerCount => tracks.Sum(track => track.ViewerCount);

    public ContainerTrack? Find(TrackKind kind)
    {
        foreach (var track in tracks)
            if (track.Kind == kind) return track;
        return null;
    }

    public ContainerTrack Add(TrackKind kind)
    {
        var track = new ContainerTrack(kind, context.Blocks, context.Merge.Window, context.Time, drops, account);
        tracks = [.. tracks, track];
        return track;
    }

    /// <summary>Takes out and ends those that nobody has watched for a while.</summary>
    public IReadOnlyList<ContainerTrack> RemoveIdle()
    {
        var idle = tracks.Where(track => track.IdleTime >= context.Options.IdleContainerTime).ToArray();
        if (idle.Length == 0) return idle;
        tracks = [.. tracks.Except(idle)];
        foreach (var track in idle) track.End(ViewerEnd.StreamEnded);
        return idle;
    }

    public void Clear() => tracks = [];

    public void CountViewers(IDictionary<string, int> byProtocol)
    {
        foreach (var track in tracks)
            byProtocol[track.Kind.Protocol] = (byProtocol.TryGetValue(track.Kind.Protocol, out var count) ? count : 0) + track.ViewerCount;
    }
}
