using Rooms.Contracts.Apps;

namespace Rooms.Grains.Apps;

/// <summary>Usage on disk.</summary>
public interface IUsageStore
{
    /// <summary>How far each epoch's counters are in the amounts.</summary>
    Task<IReadOnlyList<SeenCounters>> ReadSeenAsync(string app, CancellationToken cancellation);

    /// <summary>At most as many amounts as the query's limit, by day, room and kind.</summary>
    Task<IReadOnlyList<UsageAmount>> ReadAsync(string app, UsageQuery query, CancellationToken cancellation);

    /// <summary>Bytes in and out of a day.</summary>
    Task<long> ReadBytesAsync(string app, int day, CancellationToken cancellation);

    /// <summary>All of it in one transaction.</summary>
    Task WriteAsync(UsageWrite write);
}
