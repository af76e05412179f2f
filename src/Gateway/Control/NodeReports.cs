using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Control;

/// <summary>Hands what a node reports to the grains that it is about.</summary>
internal sealed partial class NodeReports(GrainCalls grains, Apps apps, ILogger<NodeReports> logger)
{
    private const string AppRemoved = "app_removed";

    // As often as a node reports: nobody waits for an app whose grain hangs.
    private static readonly TimeSpan AppDeadline = TimeSpan.FromSeconds(2);

    /// <summary>Lossy on purpose: the next load comes in a second.</summary>
    public async Task LoadAsync(string node, Load load, CancellationToken cancellation)
    {
        await grains.RunAsync<IRelayDirectoryGrain>(IRelayDirectoryGrain.Key, directory => directory.LoadAsync(node, NodeMessages.ToLoad(load)), cancellation);
        foreach (var stream in load.Streams)
        {
            if (!Ids.IsValid(stream.App) || !Ids.IsValid(stream.StreamId)) continue;
            await grains.RunAsync<IStreamGrain>(
                Ids.Key(stream.App, stream.StreamId), grain => grain.ReportAsync(NodeMessages.ToFigures(node, stream)), cancellation);
        }
    }

    /// <summary>Each app's part goes to its grain; the answer is what the apps may have at this node now. An app that does not answer keeps what it had.</summary>
    public async Task<Standing> UsageAsync(string node, Usage usage, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(usage.Streams.GroupBy(stream => stream.App).Select(app => TryUsageAsync(node, app, cancellation)));
        var stored = parts.SelectMany(part => part.Stored);
        return new Standing { Id = usage.Id, Stored = [.. stored], Apps = [.. parts.Select(part => part.Allowance).OfType<AppAllowance>()] };
    }

    /// <summary>What the node carries, after a reconnect: what it publishes counts as started, what it only keeps viewers for as lost.</summary>
    public Task CarriedAsync(string node, CarriedStream stream, CancellationToken cancellation) =>
        ReportAsync(node, stream.App, stream.StreamId, stream.Session, stream.Room, stream.IsPublishing ? PublisherState.Started : PublisherState.Lost, "reconnected", cancellation);

    public Task EventAsync(string node, StreamEvent happened, PublisherState state, CancellationToken cancellation) =>
        ReportAsync(node, happened.App, happened.StreamId, happened.Session, happened.Room, state, happened.Reason, cancellation);

    public Task HealthAsync(string node, StreamEvent happened, StreamHealthChange change, CancellationToken cancellation) =>
        grains.RunAsync<IPusherGrain>(
            Ids.Key(happened.App, happened.StreamId), pusher => pusher.HealthAsync(node, happened.Session, change, cancellation), cancellation);

    public Task AliveAsync(string node, Alive answer, CancellationToken cancellation) =>
        grains.RunAsync<IPusherGrain>(
            Ids.Key(answer.App, answer.StreamId), pusher => pusher.AliveAnswerAsync(node, answer.Session, answer.IsPublishing, cancellation), cancellation);

    private async Task<AppPart> TryUsageAsync(string node, IGrouping<string, StreamUsage> app, CancellationToken cancellation)
    {
        try
        {
            return await UsageAsync(node, app, cancellation).WaitAsync(AppDeadline, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // The top of one app's part: the others get their answer. The next report brings the counters again.
            LogAppNotReported(node, app.Key, e.Message);
            return AppPart.None;
        }
    }

    private async Task<AppPart> UsageAsync(string node, IGrouping<string, StreamUsage> app, CancellationToken cancellation)
    {
        var report = NodeMessages.ToReport(node, app);
        var standing = await grains.GetAsync<IAppGrain, AppStanding>(app.Key, grain => grain.ReportAsync(report, cancellation), cancellation);
        if (apps.Has(app.Key)) return new AppPart(standing.Stored, NodeMessages.ToAllowance(app.Key, standing, apps.QuotasOf(app.Key)));
        if (!apps.IsGone(app.Key)) return new AppPart(standing.Stored, null);
        await Task.WhenAll(app.Where(stream => !stream.IsFinal).Select(stream => EndAsync(stream, cancellation)));
        return new AppPart(standing.Stored, NodeMessages.Nothing(app.Key));
    }

    private Task EndAsync(StreamUsage stream, CancellationToken cancellation) =>
        grains.RunAsync<IPusherGrain>(Ids.Key(stream.App, stream.StreamId), pusher => pusher.EndAsync(AppRemoved, cancellation), cancellation);

    private Task ReportAsync(
        string node, string app, string streamId, string session, string room, PublisherState state, string reason, CancellationToken cancellation) =>
        grains.RunAsync<IPusherGrain>(
            Ids.Key(app, streamId), pusher => pusher.ReportAsync(new PublisherReport(node, session, state, reason, room), cancellation), cancellation);

    private sealed record AppPart(ImmutableArray<string> Stored, AppAllowance? Allowance)
    {
        public static readonly AppPart None = new([], null);
    }
}
