using System.Diagnostics.Metrics;

namespace Rooms.Silo;

/// <summary>What the silo's storage counts.</summary>
internal sealed class SiloMetrics
{
    private readonly Meter meter;
    private readonly Counter<long> commits;
    private readonly Counter<long> rows;
    private readonly Counter<long> failures;
    private readonly Counter<long> refused;
    private readonly Counter<long> dropped;
    private readonly Histogram<double> duration;

    public SiloMetrics(IMeterFactory factory)
    {
        meter = factory.Create("Rooms.Silo");
        commits = meter.CreateCounter<long>("rooms.silo.journal_commits", "{commit}", "Transactions committed and synced to disk.");
        rows = meter.CreateCounter<long>("rooms.silo.journal_rows", "{row}", "Rows written by those transactions.");
        failures = meter.CreateCounter<long>("rooms.silo.journal_commit_failures", "{commit}", "Transactions that failed: disk full, I/O error.");
        refused = meter.CreateCounter<long>("rooms.silo.journal_refused", "{unit}", "Writes refused because too many waited.");
        dropped = meter.CreateCounter<long>("rooms.silo.outbox_dropped", "{event}", "Events for webhooks that were given up because too many waited.");
        duration = meter.CreateHistogram<double>("rooms.silo.journal_commit_duration", "s", "Time of one transaction, its sync included.");
    }

    public void ObserveQueue(Func<int> depth) =>
        meter.CreateObservableGauge("rooms.silo.journal_queue", depth, "{unit}", "Writes that wait for the committer.");

    public void Committed(TimeSpan took, int rowCount)
    {
        commits.Add(1);
        rows.Add(rowCount);
        duration.Record(took.TotalSeconds);
    }

    public void CommitFailed() => failures.Add(1);

    public void UnitRefused() => refused.Add(1);

    public void OutboxDropped(int events) => dropped.Add(events);
}
