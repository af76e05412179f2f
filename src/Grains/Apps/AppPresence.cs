using Rooms.Contracts.Apps;

namespace Rooms.Grains.Apps;

/// <summary>Who publishes and watches now, as the nodes said last. A node that is silent counts no more; its streams are lost as well.</summary>
internal sealed class AppPresence
{
    // As RelayDirectory: a node that is silent for 10 s is lost.
    private static readonly TimeSpan ReportLife = TimeSpan.FromSeconds(10);

    // From the permit to the first report: the publisher's first packets, and a second.
    private static readonly TimeSpan PermitLife = TimeSpan.FromSeconds(10);

    // A report that was under way when the stream ended still names it: they come every 2 s.
    private static readonly TimeSpan ReleaseLife = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Entry> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> permits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> released = new(StringComparer.Ordinal);

    public void Report(AppReport report, DateTimeOffset now)
    {
        Forget(now);
        nodes[report.Node] = new Entry([.. report.Publishing.Where(streamId => !released.ContainsKey(streamId))], report.Viewers, PeaksOf(report), now);
        foreach (var streamId in report.Publishing) permits.Remove(streamId);
    }

    public int ViewersElsewhere(string node) => nodes.Where(entry => entry.Key != node).Sum(entry => entry.Value.Viewers);

    /// <summary>Viewers of a room at its height since the reports before.</summary>
    public int PeakOf(string room) => nodes.Values.Sum(node => node.Peaks.GetValueOrDefault(room));

    /// <summary>False: <paramref name="max"/> other streams are on air or about to be.</summary>
    public bool TryPermit(string streamId, int max, DateTimeOffset now)
    {
        Forget(now);
        var others = nodes.Values.SelectMany(node => node.Publishing).Concat(permits.Keys).Where(id => id != streamId).Distinct().Count();
        if (others >= max) return false;
        released.Remove(streamId);
        permits[streamId] = now + PermitLife;
        return true;
    }

    public void Release(string streamId, DateTimeOffset now)
    {
        Forget(now);
        released[streamId] = now + ReleaseLife;
        permits.Remove(streamId);
        foreach (var node in nodes.Values) node.Publishing.Remove(streamId);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (node, entry) in nodes)
            if (now - entry.At > ReportLife) nodes.Remove(node);
        foreach (var (streamId, until) in permits)
            if (until <= now) permits.Remove(streamId);
        foreach (var (streamId, until) in released)
            if (until <= now) released.Remove(streamId);
    }

    private static Dictionary<string, int> PeaksOf(AppReport report)
    {
        var peaks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stream in report.Counters) peaks[stream.Room] = peaks.GetValueOrDefault(stream.Room) + stream.PeakViewers;
        return peaks;
    }

    private sealed record Entry(HashSet<string> Publishing, int Viewers, Dictionary<string, int> Peaks, DateTimeOffset At);
}
