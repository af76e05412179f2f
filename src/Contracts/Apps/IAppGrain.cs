namespace Rooms.Contracts.Apps;

/// <summary>One app as its media nodes see it (grain key: the app): streams on air, viewers, usage. Rebuilt from the nodes' reports; the usage is stored.</summary>
[Alias("rooms.IAppGrain")]
public interface IAppGrain : IGrainWithStringKey
{
    /// <summary>A node's report, about once a second. Answers how the app stands, for the limits at that node.</summary>
    [Alias("Report")]
    Task<AppStanding> ReportAsync(AppReport report, CancellationToken cancellation = default);

    /// <summary>May this stream go on air? It then holds a place until its node reports it, or for a few seconds. Refusals: quota_streams, quota_bytes.</summary>
    [Alias("Admit")]
    Task<Outcome<Done>> AdmitAsync(string streamId, AppQuotas quotas, CancellationToken cancellation = default);

    /// <summary>The stream has ended: its place is free at once.</summary>
    [Alias("Release"), OneWay]
    Task ReleaseAsync(string streamId);

    /// <summary>Stores at once what was counted. Refusals: node_unavailable.</summary>
    [Alias("StoreUsage")]
    Task<Outcome<Done>> StoreUsageAsync(CancellationToken cancellation = default);

    /// <summary>What is stored. Read beside the turns: it may be much, and reports do not wait for it. Refusals: node_unavailable.</summary>
    [Alias("GetUsage"), ReadOnly, AlwaysInterleave]
    Task<Outcome<UsagePage>> GetUsageAsync(UsageQuery query, CancellationToken cancellation = default);
}
