using Microsoft.Extensions.Logging;
using Rooms.Contracts.Apps;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Apps;

/// <summary>
/// The turns of an app: reports come in, permits go out, usage is stored every ten seconds. A write that fails ends the activation; the next one reads
/// what is stored, and the nodes' counters bring the rest again.
/// </summary>
public sealed partial class AppGrain(IUsageStore store, TimeProvider time, ILogger<AppGrain> logger) : Grain, IAppGrain
{
    /// <summary>What a crash of the whole process, nodes included, can cost.</summary>
    public static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(10);

    private const int MaxAmounts = 100_000;

    private readonly AppPresence presence = new();
    private UsageLedger ledger = null!;
    private bool isInDoubt;

    private string App => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ledger = new UsageLedger(await store.ReadSeenAsync(App, cancellationToken));
        var today = UsageLedger.DayOf(time.GetUtcNow());
        ledger.Begin(today, await store.ReadBytesAsync(App, today, cancellationToken));
        this.RegisterGrainTimer(StoreAsync, new GrainTimerCreationOptions(StoreEvery, StoreEvery));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StoreAsync(cancellationToken);

    public Task<AppStanding> ReportAsync(AppReport report, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        presence.Report(report, now);
        foreach (var stream in report.Counters) ledger.Add(stream, now);
        foreach (var room in report.Counters.Select(stream => stream.Room).Distinct()) ledger.Raise(room, presence.PeakOf(room), now);
        var stored = report.Counters.Where(stream => stream.IsFinal && ledger.IsStored(stream.Epoch)).Select(stream => stream.Epoch);
        return Task.FromResult(new AppStanding(presence.ViewersElsewhere(report.Node), BytesToday, [.. stored]));
    }

    public Task<Outcome<Done>> AdmitAsync(string streamId, AppQuotas quotas, CancellationToken cancellation = default) => Task.FromResult(Admit(streamId, quotas));

    public Task ReleaseAsync(string streamId)
    {
        presence.Release(streamId, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task<Outcome<Done>> StoreUsageAsync(CancellationToken cancellation = default) =>
        await StoreAsync(cancellation) ? Done.Value : Refusal.Of<Done>(ErrorCodes.NodeUnavailable, "usage cannot be stored now, try again");

    public async Task<Outcome<UsagePage>> GetUsageAsync(UsageQuery query, CancellationToken cancellation = default)
    {
        // Between other turns: nothing of this activation is read or changed here.
        var limit = Math.Clamp(query.Limit, 1, MaxAmounts);
        try
        {
            return UsagePaging.Cut(await store.ReadAsync(App, query with { Limit = limit + 1 }, cancellation), limit);
        }
        catch (JournalUnavailableException fault)
        {
            return Refusal.Of<UsagePage>(ErrorCodes.NodeUnavailable, $"usage cannot be read now, try again: {fault.Message}");
        }
    }

    private long BytesToday => ledger.BytesOf(UsageLedger.DayOf(time.GetUtcNow()));

    private Outcome<Done> Admit(string streamId, AppQuotas quotas)
    {
        if (quotas.BytesPerDay > 0 && BytesToday >= quotas.BytesPerDay)
            return Refusal.Of<Done>(ErrorCodes.QuotaBytes, $"this app has used its {quotas.BytesPerDay} bytes of the day (UTC)");
        if (quotas.Streams > 0 && !presence.TryPermit(streamId, quotas.Streams, time.GetUtcNow()))
            return Refusal.Of<Done>(ErrorCodes.QuotaStreams, $"this app may have {quotas.Streams} streams on air");
        return Done.Value;
    }

    private async Task<bool> StoreAsync(CancellationToken cancellation)
    {
        if (isInDoubt) return false;
        if (!ledger.IsDirty) return true;
        try
        {
            // Written or not is unknown until it is answered: this activation must not write the same once more, not even as it ends.
            isInDoubt = true;
            await store.WriteAsync(ledger.Write(App, time.GetUtcNow()));
            ledger.Stored();
            isInDoubt = false;
            return true;
        }
        catch (JournalException fault)
        {
            NotStored(App, fault.Message);
            return false;
        }
        finally
        {
            if (isInDoubt) DeactivateOnIdle();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Usage of app {App} was not stored and is counted again from the nodes' reports: {Reason}")]
    private partial void NotStored(string app, string reason);
}
