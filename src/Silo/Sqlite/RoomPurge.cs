using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Grains.Journal;
using Rooms.Grains.Rooms;

namespace Rooms.Silo.Sqlite;

/// <summary>Deletes what closed long enough ago that nobody may read it any more, a little every minute.</summary>
internal sealed partial class RoomPurge(SqliteStorage storage, SqliteRoomListings listings, TimeProvider time, ILogger<RoomPurge> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // An activation may hold a closed room this much longer than its day (the engine's idle time); it answers from the clock, not from the row.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Deletes all that is due; answers how many rooms that were.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellation)
    {
        var closedBefore = time.GetUtcNow() - RoomRetention.KeptClosed - Margin;
        var deleted = 0;
        var hasMore = true;
        while (hasMore)
        {
            cancellation.ThrowIfCancellationRequested();
            var unit = new PurgeUnit(closedBefore);
            await storage.Committer.CommitAsync(unit);
            deleted += unit.RoomsDeleted;
            hasMore = unit.HasMore;
        }
        if (deleted > 0) listings.Changed();
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        try
        {
            var deleted = await PurgeAsync(cancellation);
            if (deleted > 0) Purged(deleted);
        }
        catch (JournalUnavailableException fault)
        {
            NotPurged(fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Rooms} rooms that closed over a day ago were deleted")]
    private partial void Purged(int rooms);

    [LoggerMessage(LogLevel.Warning, "Closed rooms could not be deleted, tried again in a minute: {Reason}")]
    private partial void NotPurged(string reason);
}
