using Rooms.Contracts;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>
/// What a registered node says, on its way to the grains: questions to many workers, reports to lanes of one worker each, so that those of one
/// stream stay in order, usage to a queue of its own. Bounded: a full lane holds up the reader, a full queue of questions is answered with a refusal.
/// </summary>
internal sealed class NodeInbox
{
    private const int AskWorkers = 32;
    private const int AskCapacity = 1024;
    private const int Lanes = 16;
    private const int LaneCapacity = 256;

    // 8 s of reports; one that finds no place is lost, and the next one holds its counters too.
    private const int UsageCapacity = 4;

    private static readonly TimeSpan AskDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportDeadline = TimeSpan.FromSeconds(10);

    private readonly NodeReports reports;
    private readonly PublishAsks asks;
    private readonly Action<ControlMessage> send;
    private readonly WorkQueue questions;
    private readonly WorkQueue[] lanes;
    private readonly WorkQueue usages;

    public NodeInbox(NodeReports reports, PublishAsks asks, Action<ControlMessage> send, Action<Exception> failed)
    {
        (this.reports, this.asks, this.send) = (reports, asks, send);
        questions = new WorkQueue(AskWorkers, AskCapacity, AskDeadline, failed);
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new WorkQueue(1, LaneCapacity, ReportDeadline, failed))];
        // Of its own: storage that is slow must not make the node look silent.
        usages = new WorkQueue(1, UsageCapacity, ReportDeadline, failed);
    }

    /// <summary>Ends after <see cref="Complete"/> when everything is handed on, or when it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll([questions.RunAsync(cancellation), usages.RunAsync(cancellation), .. lanes.Select(lane => lane.RunAsync(cancellation))]);

    public void Complete()
    {
        questions.Complete();
        usages.Complete();
        foreach (var lane in lanes) lane.Complete();
    }

    /// <summary>Null: taken. Else why not.</summary>
    public async ValueTask<string?> TakeAsync(string node, ControlMessage message, CancellationToken cancellation) => message switch
    {
        Usage usage => Take(node, usage),
        Load load => await PostAsync(node, limit => reports.LoadAsync(node, load, limit), cancellation),
        State state => await TakeAsync(node, state, cancellation),
        StreamEvent happened => await TakeAsync(node, happened, cancellation),
        Alive answer => await TakeAsync(node, answer, cancellation),
        PublishAsk ask => Take(node, ask),
        _ => "not a message that a node sends",
    };

    private string? Take(string node, Usage usage)
    {
        if (NodeMessages.Fault(usage) is { } fault) return fault;
        usages.TryPost(async limit => send(await reports.UsageAsync(node, usage, limit)));
        return null;
    }

    private string? Take(string node, PublishAsk ask)
    {
        if (!questions.TryPost(async limit => send(await asks.AnswerAsync(node, ask, limit))))
            send(PublishAsks.Refuse(ask, ErrorCodes.NodeUnavailable, "too many publishers start at once"));
        return null;
    }

    private async ValueTask<string?> TakeAsync(string node, State state, CancellationToken cancellation)
    {
        foreach (var stream in state.Streams)
        {
            if (!AreIds(stream.App, stream.StreamId)) return "state: app and streamId are ids";
            await PostAsync(stream.StreamId, limit => reports.CarriedAsync(node, stream, limit), cancellation);
        }
        return null;
    }

    private async ValueTask<string?> TakeAsync(string node, StreamEvent happened, CancellationToken cancellation)
    {
        if (!AreIds(happened.App, happened.StreamId)) return "event: app and streamId are ids";
        if (NodeMessages.ToHealth(happened) is { } health) return await PostAsync(happened.StreamId, limit => reports.HealthAsync(node, happened, health, limit), cancellation);
        if (!NodeMessages.TryParse(happened.Kind, out var state)) return "event: kind is started, lost, returned, ended, unhealthy or recovered";
        return await PostAsync(happened.StreamId, limit => reports.EventAsync(node, happened, state, limit), cancellation);
    }

    private async ValueTask<string?> TakeAsync(string node, Alive answer, CancellationToken cancellation)
    {
        if (!AreIds(answer.App, answer.StreamId)) return "alive: app and streamId are ids";
        return await PostAsync(answer.StreamId, limit => reports.AliveAsync(node, answer, limit), cancellation);
    }

    private async ValueTask<string?> PostAsync(string key, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        await lanes[(uint)key.GetHashCode(StringComparison.Ordinal) % Lanes].PostAsync(work, cancellation);
        return null;
    }

    private static bool AreIds(string app, string streamId) => Ids.IsValid(app) && Ids.IsValid(streamId);
}
