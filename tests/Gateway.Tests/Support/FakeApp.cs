using System.Collections.Immutable;
using System.Threading.Channels;
using Rooms.Contracts;
using Rooms.Contracts.Apps;

namespace Rooms.Gateway.Tests.Support;

/// <summary>Remembers reports; answers as it is told to.</summary>
internal sealed class FakeApp : IAppGrain
{
    private readonly Channel<AppReport> reports = Channel.CreateUnbounded<AppReport>();

    /// <summary>What a report waits for before it is answered.</summary>
    public Func<AppReport, Task> Turn { get; set; } = _ => Task.CompletedTask;

    public AppStanding Standing { get; set; } = new(0, 0, []);

    /// <summary>Each amount is a row of its own where it is read in pages.</summary>
    public ImmutableArray<UsageAmount> Usage { get; set; } = [];

    /// <summary>What reading waits for.</summary>
    public Func<Task> Reading { get; set; } = () => Task.CompletedTask;

    public async Task<AppReport> NextReportAsync() => await reports.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public async Task<AppStanding> ReportAsync(AppReport report, CancellationToken cancellation = default)
    {
        reports.Writer.TryWrite(report);
        await Turn(report);
        return Standing;
    }

    public Task<Outcome<Done>> AdmitAsync(string streamId, AppQuotas quotas, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task ReleaseAsync(string streamId) => throw new NotSupportedException();

    public Task<Outcome<Done>> StoreUsageAsync(CancellationToken cancellation = default) => Task.FromResult<Outcome<Done>>(Done.Value);

    public async Task<Outcome<UsagePage>> GetUsageAsync(UsageQuery query, CancellationToken cancellation = default)
    {
        await Reading();
        var rest = Usage.Where(amount => amount.Day >= query.FromDay && amount.Day <= query.ToDay && (query.Room ?? amount.Room) == amount.Room)
            .Where(amount => query.After is not { } after || (amount.Day, string.CompareOrdinal(amount.Room, after.Room)).CompareTo((after.Day, 0)) > 0)
            .ToImmutableArray();
        return new UsagePage([.. rest.Take(query.Limit)], rest.Length > query.Limit);
    }
}
