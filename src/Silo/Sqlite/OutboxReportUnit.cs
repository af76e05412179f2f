using Rooms.Contracts.Webhooks;

namespace Rooms.Silo.Sqlite;

/// <summary>What became of leased lanes.</summary>
internal sealed class OutboxReportUnit(string app, IReadOnlyList<OutboxReport> reports, DateTimeOffset now, OutboxOptions limits) : CommitUnit
{
    public override int Rows => reports.Sum(report => 2 + report.Told.Length);

    public override void Write(SqliteDatabase database)
    {
        foreach (var report in reports) Write(database, report);
    }

    private void Write(SqliteDatabase database, OutboxReport report)
    {
        var due = (now + (report.Failed?.RetryAfter ?? TimeSpan.Zero)).ToUnixTimeMilliseconds();
        if (!OutboxRows.Release(database, app, report.Lane, report.Lease, due)) return;
        foreach (var id in report.Told) OutboxRows.Told(database, app, report.Lane, id);
        if (report.Failed is { } failure) OutboxRows.Failed(database, app, report.Lane, failure, now.ToUnixTimeMilliseconds(), limits);
        OutboxRows.DeleteIfEmpty(database, app, report.Lane);
    }
}
