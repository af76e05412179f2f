using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>What one room refused and merged since its activation, told to the process's metrics too. Belongs to the grain's turns.</summary>
internal sealed class RoomCounts(RoomMetrics metrics, DateTimeOffset since)
{
    // The others are the caller's mistakes, not the room's choice.
    private static readonly ImmutableHashSet<string> Counted =
        [ErrorCodes.RoomBusy, ErrorCodes.SlowMode, ErrorCodes.Muted, ErrorCodes.Banned, ErrorCodes.WordsRefused];

    private ImmutableSortedDictionary<string, long> refused = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
    private long merged;

    public void Refused(string? code)
    {
        if (code is null || !Counted.Contains(code)) return;
        refused = refused.SetItem(code, refused.GetValueOrDefault(code) + 1);
        metrics.Refused(code);
    }

    public void Committed(IReadOnlyList<RoomEntry> entries)
    {
        var moves = entries.Count(entry => entry is MemberJoined or MemberLeft && entry.Number is null);
        if (moves == 0) return;
        merged += moves;
        metrics.Merged(moves);
    }

    public RoomFigures Of(DeliveryBudget budget, int gateways, int polls) =>
        new(since, budget.PerSecond, (int)Math.Floor(budget.Left), merged, refused, gateways, polls);
}
