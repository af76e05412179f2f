using System.Runtime.InteropServices;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>A stream's finished segments, oldest first: the listed ones and a few that have just left the list. Used under its stream's lock.</summary>
internal sealed class HlsWindow(int listed, int kept)
{
    private readonly List<HlsSegment> segments = [];
    private readonly Stack<HlsSegment> spare = new();

    public ReadOnlySpan<HlsSegment> Listed => CollectionsMarshal.AsSpan(segments)[Math.Max(0, segments.Count - listed)..];

    public bool HasSegments => segments.Count > 0;

    /// <summary>Discontinuities of segments that have left the list (RFC 8216 6.2.2).</summary>
    public long LeftDiscontinuities { get; private set; }

    /// <summary>One that has left, or a new one: it is the caller's until <see cref="Add"/>.</summary>
    public HlsSegment Rent() => spare.TryPop(out var segment) ? segment : new HlsSegment();

    public void Add(HlsSegment segment)
    {
        segments.Add(segment);
        if (segments.Count > listed && segments[^(listed + 1)].IsDiscontinuous) LeftDiscontinuities++;
        if (segments.Count <= listed + kept) return;
        segments[0].Clear();
        spare.Push(segments[0]);
        segments.RemoveAt(0);
    }

    public HlsSegment? Find(long number)
    {
        foreach (var segment in segments)
            if (segment.Number == number) return segment;
        return null;
    }

    public HlsInit? FindInit(long number)
    {
        foreach (var segment in segments)
            if (segment.Init.Number == number) return segment.Init;
        return null;
    }

    public void Clear()
    {
        foreach (var segment in segments) segment.Clear();
        segments.Clear();
    }
}
