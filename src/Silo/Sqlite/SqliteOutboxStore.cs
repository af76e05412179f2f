using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Webhooks;

namespace Rooms.Silo.Sqlite;

/// <summary>The outbox in SQLite; its entries come with the appends of <see cref="SqliteJournalStore"/>.</summary>
internal sealed partial class SqliteOutboxStore(
    SqliteStorage storage, IOptions<OutboxOptions> options, SiloMetrics metrics, ILogger<SqliteOutboxStore> logger) : IOutboxStore
{
    // A full outbox gives up one event for every new one.
    private static readonly long TellEvery = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    private readonly OutboxSignals signals = new();
    private long toldAt = -TellEvery;
    private long untold;

    public OutboxOptions Limits => options.Value;

    public Task NextChange(string app) => signals.Next(app);

    public async Task<TakenLanes> TakeAsync(string app, int lanes, DateTimeOffset now)
    {
        var due = await storage.Readers.ReadAsync(database => OutboxRows.FirstDue(database, app), CancellationToken.None);
        if (due is null || due > now.ToUnixTimeMilliseconds())
            return new TakenLanes(new OutboxBatch([], 0), due is { } later ? DateTimeOffset.FromUnixTimeMilliseconds(later) : null);
        var unit = new OutboxTakeUnit(app, lanes, now);
        await storage.Committer.CommitAsync(unit);
        return new TakenLanes(unit.Batch, null);
    }

    public Task ReportAsync(string app, ImmutableArray<OutboxReport> reports, DateTimeOffset now) =>
        storage.Committer.CommitAsync(new OutboxReportUnit(app, reports, now, Limits));

    public Task<OutboxFigures> GetAsync(string app, CancellationToken cancellation) => storage.Readers.ReadAsync(database =>
    {
        var (pending, dead, dropped) = OutboxRows.Count(database, app);
        var oldest = database.Statement("SELECT at FROM outbox WHERE app = ? AND died_at IS NULL ORDER BY id LIMIT 1").Bind(0, app).RunScalar();
        return new OutboxFigures(pending, oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, dead, dropped, OutboxRows.LastError(database, app));
    }, cancellation);

    public Task<ImmutableArray<DeadEvent>> ReadDeadAsync(string app, long before, int limit, CancellationToken cancellation) =>
        storage.Readers.ReadAsync<ImmutableArray<DeadEvent>>(database => [.. DeadRows.Read(database, app, before, limit)], cancellation);

    public async Task<long> ReplayAsync(string app, long? id, DateTimeOffset now)
    {
        var replayed = await ChangeAsync(database => DeadRows.Replay(database, app, id, now.ToUnixTimeMilliseconds()));
        signals.Changed(app);
        return replayed;
    }

    public async Task EraseAsync(string app, string user)
    {
        for (long? done = 0; done is { } after;)
        {
            var unit = new OutboxEraseUnit(app, user, after);
            await storage.Committer.CommitAsync(unit);
            done = unit.Last;
        }
    }

    public Task<long> DropAsync(string app, long? id) => ChangeAsync(database => DeadRows.Delete(database, app, id));

    /// <summary>Deletes up to <paramref name="limit"/> that were given up before a time, of all apps.</summary>
    public Task<long> ForgetAsync(DateTimeOffset diedBefore, int limit) =>
        ChangeAsync(database => DeadRows.DeleteOlder(database, diedBefore.ToUnixTimeMilliseconds(), limit));

    /// <summary>After the commit of entries, on the committer's thread.</summary>
    public void Written(IReadOnlyList<OutboxEntry> entries, int dropped)
    {
        foreach (var app in entries.Select(entry => entry.App).Distinct()) signals.Changed(app);
        if (dropped == 0) return;
        metrics.OutboxDropped(dropped);
        untold += dropped;
        if (Environment.TickCount64 - toldAt < TellEvery) return;
        toldAt = Environment.TickCount64;
        LogDropped(entries[0].App, untold, Limits.MaxPending);
        untold = 0;
    }

    private async Task<long> ChangeAsync(Func<SqliteDatabase, int> change)
    {
        var unit = new DeadUnit(change);
        await storage.Committer.CommitAsync(unit);
        return unit.Changed;
    }

    [LoggerMessage(LogLevel.Warning, "{Events} events for webhooks were given up unposted: over {MaxPending} of app {App} wait for its backend")]
    private partial void LogDropped(string app, long events, int maxPending);
}
