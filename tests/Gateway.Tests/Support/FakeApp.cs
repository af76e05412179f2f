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

    public ImmutableArray<UsageAmount> Usage { get; set; } = [];

    public async Task<AppReport> NextReportAsync() => await reports.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public async Task<AppStanding> ReportAsync(AppReport report, CancellationToken cancellation = default)
    {
        reports.Writer.TryWrite(report);
        await Turn(report);
        return Standing;
    }

    public Task<Outcome<Done>> AdmitAsync(string streamId, AppQuotas quotas, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task ReleaseAsync(string streamId) => throw new NotSupportedException();

    public Task<Outcome<ImmutableArray<UsageAmount>>> GetUsageAsync(int fromDay, int toDay, CancellationToken cancellation = default) =>
        Task.FromResult(new Outcome<ImmutableArray<UsageAmount>>([.. Usage.Where(amount => amount.Day >= fromDay && amount.Day <= toDay)], null, null));
}
