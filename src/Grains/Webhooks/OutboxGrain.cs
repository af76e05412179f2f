using System.Collections.Immutable;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Webhooks;

/// <summary>The turns of an app's outbox. It keeps nothing: the store's rows and leases decide, so that two activations at once do no harm.</summary>
public sealed class OutboxGrain(IOutboxStore store, TimeProvider time) : Grain, IOutboxGrain
{
    private const int MaxLanes = 64;
    private const int MaxPage = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private string App => this.GetPrimaryKeyString();

    public Task<Outcome<OutboxBatch>> TakeAsync(int lanes, TimeSpan wait, CancellationToken cancellation = default) => TryAsync(async () =>
    {
        lanes = Math.Clamp(lanes, 1, MaxLanes);
        // Asked for before looking: what comes between is not missed.
        var changed = store.NextChange(App);
        var taken = await store.TakeAsync(App, lanes, time.GetUtcNow());
        if (!taken.Batch.Lanes.IsEmpty || wait <= TimeSpan.Zero) return taken.Batch;
        await WaitAsync(changed, taken.NextDue, wait < LongestWait ? wait : LongestWait, cancellation);
        return (await store.TakeAsync(App, lanes, time.GetUtcNow())).Batch;
    });

    public Task<Outcome<Done>> ReportAsync(ImmutableArray<OutboxReport> reports, CancellationToken cancellation = default) => TryAsync(async () =>
    {
        await store.ReportAsync(App, reports, time.GetUtcNow());
        return Done.Value;
    });

    public Task<Outcome<OutboxFigures>> GetAsync(CancellationToken cancellation = default) => TryAsync(() => store.GetAsync(App, cancellation));

    public Task<Outcome<ImmutableArray<DeadEvent>>> ListDeadAsync(long before, int limit, CancellationToken cancellation = default) =>
        TryAsync(() => store.ReadDeadAsync(App, before > 0 ? before : long.MaxValue, Math.Clamp(limit, 1, MaxPage), cancellation));

    public async Task<Outcome<long>> ReplayAsync(long? id, CancellationToken cancellation = default) =>
        OneOrAll(id, await TryAsync(() => store.ReplayAsync(App, id, time.GetUtcNow())));

    public async Task<Outcome<long>> DropAsync(long? id, CancellationToken cancellation = default) => OneOrAll(id, await TryAsync(() => store.DropAsync(App, id)));

    public Task<Outcome<Done>> EraseAsync(string user, CancellationToken cancellation = default) => TryAsync(async () =>
    {
        await store.EraseAsync(App, user);
        return Done.Value;
    });

    private static Outcome<long> OneOrAll(long? id, Outcome<long> outcome) => id is not null && outcome is { IsOk: true, Value: 0 }
        ? Refusal.Of<long>(ErrorCodes.EventNotFound, "no event of this id was given up, or it is no longer kept")
        : outcome;

    private async Task WaitAsync(Task changed, DateTimeOffset? due, TimeSpan longest, CancellationToken cancellation)
    {
        var wait = due - time.GetUtcNow() is { } left && left < longest ? left : longest;
        if (wait <= TimeSpan.Zero) return;
        try
        {
            await changed.WaitAsync(wait, time, cancellation);
        }
        catch (TimeoutException)
        {
            // A lane is due by now, or the caller asks again.
        }
    }

    private static async Task<Outcome<T>> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (JournalException fault)
        {
            return Refusal.Of<T>(ErrorCodes.NodeUnavailable, $"the store cannot be used now, try again: {fault.Message}");
        }
    }
}
