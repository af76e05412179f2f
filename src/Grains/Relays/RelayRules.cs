using Rooms.Contracts.Relays;

namespace Rooms.Grains.Relays;

/// <summary>Which node a client gets: pure functions over what the directory knows.</summary>
internal static class RelayRules
{
    /// <summary>A node that is silent this long is lost.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    public static RelayNodeState StateOf(RelayEntry entry, DateTimeOffset now)
    {
        if (!entry.IsConnected || now - entry.SeenAt >= LostAfter) return RelayNodeState.Lost;
        return entry.IsDraining || entry.Load.IsDraining ? RelayNodeState.Draining : RelayNodeState.Connected;
    }

    /// <summary>Isp must fit, region is preferred, then the strategy. <paramref name="chance"/>: 0 up to 1, for the strategies that draw.</summary>
    public static Outcome<RelayEntry> Pick(
        IReadOnlyCollection<RelayEntry> nodes, RelayWish wish, RelayStrategy strategy, DateTimeOffset now, double chance)
    {
        var connected = nodes.Where(n => StateOf(n, now) == RelayNodeState.Connected).ToList();
        var fitting = connected.Where(n => Fits(n, wish)).ToList();
        if (connected.Count == 0) return Refusal.Of<RelayEntry>(ErrorCodes.NodeUnavailable, "no media node is connected");
        if (fitting.Count == 0) return Refusal.Of<RelayEntry>(ErrorCodes.NodeUnavailable, "no media node fits the wished node and isp");
        var free = fitting.Where(n => !IsSaturated(n)).ToList();
        if (free.Count == 0) return Refusal.Of<RelayEntry>(ErrorCodes.NodeUnavailable, "every media node that fits is full");
        var near = wish.Region is null ? free : free.Where(n => n.Node.Regions.Contains(wish.Region)).ToList();
        return Choose(near.Count == 0 ? free : near, strategy, chance);
    }

    /// <summary>Whether a choice that is held for a client still stands.</summary>
    public static bool StillFits(RelayEntry entry, RelayWish wish, DateTimeOffset now) =>
        StateOf(entry, now) == RelayNodeState.Connected && Fits(entry, wish) && !IsSaturated(entry);

    private static bool Fits(RelayEntry entry, RelayWish wish)
    {
        if (wish.Node is not null && wish.Node != entry.Node.Id) return false;
        return wish.Isp is null || entry.Node.Isps.IsDefaultOrEmpty || entry.Node.Isps.Contains(wish.Isp);
    }

    private static bool IsSaturated(RelayEntry entry) => entry.Node.MaxViewers > 0 && entry.Load.Viewers >= entry.Node.MaxViewers;

    // Ties go to the node that was picked longest ago, then by name, so that the same knowledge gives the same choice.
    private static RelayEntry Choose(List<RelayEntry> nodes, RelayStrategy strategy, double chance)
    {
        var stable = nodes.OrderBy(n => n.LastPick).ThenBy(n => n.Node.Id, StringComparer.Ordinal).ToList();
        return strategy switch
        {
            RelayStrategy.LeastUsed => stable.MinBy(Use)!,
            RelayStrategy.MostUsed => stable.MaxBy(Use)!,
            RelayStrategy.LastUsed => stable[^1],
            RelayStrategy.RoundRobin => stable[0],
            RelayStrategy.Random => stable[(int)(chance * stable.Count)],
            RelayStrategy.Weighted => Weighted(stable, chance),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "no such strategy"),
        };
    }

    // A limited node by how full it is, an unlimited one by its viewers against a round thousand: both compare.
    private static double Use(RelayEntry entry) => entry.Load.Viewers / (entry.Node.MaxViewers > 0 ? entry.Node.MaxViewers : 1_000.0);

    private static RelayEntry Weighted(List<RelayEntry> nodes, double chance)
    {
        var weights = nodes.ConvertAll(n => 1.0 / (1.0 + Use(n)));
        var left = chance * weights.Sum();
        for (var i = 0; i < nodes.Count; i++)
            if ((left -= weights[i]) < 0) return nodes[i];
        return nodes[^1];
    }
}
