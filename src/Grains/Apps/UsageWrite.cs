using Rooms.Contracts.Apps;

namespace Rooms.Grains.Apps;

/// <summary>
/// Amounts to add, maxima to raise, and the counters that the amounts come from: together, so that a crash between two of them can neither lose nor
/// double a byte.
/// </summary>
public sealed record UsageWrite(string App, IReadOnlyList<UsageAmount> Added, IReadOnlyList<UsageAmount> Peaks, IReadOnlyList<SeenCounters> Seen)
{
    /// <summary>Epochs that nobody has reported since are forgotten.</summary>
    public DateTimeOffset ForgetSeenBefore { get; init; }

    /// <summary>Amounts of earlier days are deleted.</summary>
    public int FirstDayKept { get; init; }
}
