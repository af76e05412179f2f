using System.Collections.Immutable;
using Rooms.Contracts.Apps;

namespace Rooms.Grains.Apps;

/// <summary>
/// Turns counters that rise into amounts to add: the difference to what was seen last of the same epoch. What waits to be stored is kept with the
/// counters that it comes from; after a crash both are as before, and the next report brings the difference again.
/// </summary>
internal sealed class UsageLedger
{
    // A node that was away for longer and comes back with a stream that it carried before is counted from that stream's start.
    private static readonly TimeSpan SeenLife = TimeSpan.FromDays(7);

    // A year's bill and a month to argue about it.
    private const int DaysKept = 400;

    private readonly Dictionary<string, SeenCounters> seen;
    private readonly HashSet<string> unstored = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Day, string Room, string Kind), long> added = [];
    private readonly Dictionary<(int Day, string Room), long> peaks = [];
    private int today;
    private long bytesToday;

    public UsageLedger(IEnumerable<SeenCounters> stored) => seen = stored.ToDictionary(one => one.Epoch, StringComparer.Ordinal);

    public bool IsDirty => unstored.Count > 0 || peaks.Count > 0;

    /// <summary>What the store has of this day, before anything is added.</summary>
    public void Begin(int day, long bytes) => (today, bytesToday) = (day, bytes);

    public long BytesOf(int day) => day == today ? bytesToday : 0;

    public bool IsStored(string epoch) => seen.ContainsKey(epoch) && !unstored.Contains(epoch);

    public void Add(StreamCounters stream, DateTimeOffset now)
    {
        var day = DayOf(now);
        if (day != today) Begin(day, 0);
        var before = seen.TryGetValue(stream.Epoch, out var known) ? known.Counters : ImmutableSortedDictionary<string, long>.Empty;
        var isNews = known is null;
        foreach (var (kind, value) in stream.Counters)
        {
            // A late report of an epoch holds less than what was seen: nothing to take back.
            var more = value - before.GetValueOrDefault(kind);
            if (more <= 0) continue;
            isNews = true;
            before = before.SetItem(kind, value);
            added[(day, stream.Room, kind)] = added.GetValueOrDefault((day, stream.Room, kind)) + more;
            if (UsageKinds.IsBytes(kind)) bytesToday += more;
        }
        if (!isNews) return;
        seen[stream.Epoch] = new SeenCounters(stream.Epoch, now, before);
        unstored.Add(stream.Epoch);
    }

    public void Raise(string room, int viewers, DateTimeOffset now)
    {
        if (viewers == 0) return;
        var key = (DayOf(now), room);
        peaks[key] = Math.Max(peaks.GetValueOrDefault(key), viewers);
    }

    /// <summary>All that waits; <see cref="Stored"/> follows once it is on disk.</summary>
    public UsageWrite Write(string app, DateTimeOffset now)
    {
        foreach (var (epoch, counters) in seen)
            if (now - counters.At > SeenLife) seen.Remove(epoch);
        return new UsageWrite(
            app,
            [.. added.Select(entry => new UsageAmount(entry.Key.Day, entry.Key.Room, entry.Key.Kind, entry.Value))],
            [.. peaks.Select(entry => new UsageAmount(entry.Key.Day, entry.Key.Room, UsageKinds.PeakViewers, entry.Value))],
            [.. unstored.Where(seen.ContainsKey).Select(epoch => seen[epoch])])
        {
            ForgetSeenBefore = now - SeenLife,
            FirstDayKept = DayOf(now) - DaysKept,
        };
    }

    public void Stored()
    {
        added.Clear();
        peaks.Clear();
        unstored.Clear();
    }

    public static int DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
}
