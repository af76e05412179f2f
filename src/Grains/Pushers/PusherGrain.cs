using Microsoft.Extensions.Logging;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushers;

/// <summary>
/// The turns of a stream's publisher: the permit, the reports, the watch over heartbeats. The room is told of each change by number, again after a
/// restart; it ignores what it knows. A reminder wakes this grain while a stream is on air.
/// </summary>
public sealed partial class PusherGrain : Grain, IPusherGrain, IRemindable
{
    private const string ReminderName = "watch";
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly IPersistentState<PusherState> stored;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private IGrainTimer? watching;
    private PusherWatch watch;
    private long toldNumber;

    public PusherGrain([PersistentState("pusher")] IPersistentState<PusherState> stored, TimeProvider time, ILogger<PusherGrain> logger)
    {
        this.stored = stored;
        this.time = time;
        this.logger = logger;
        (App, StreamId) = Ids.Split(this.GetPrimaryKeyString());
    }

    private string App { get; }

    private string StreamId { get; }

    private PusherState State => stored.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Nothing was seen yet by this activation: the first look asks the relay.
        if (State.IsOnAir || State.Number > 0) KeepWatch();
        return Task.CompletedTask;
    }

    public async Task<Outcome<PublishPermit>> AskAsync(PublishRequest request, CancellationToken cancellation = default)
    {
        var grant = await Room(request.RoomId).GetStreamAsync(StreamId, cancellation);
        if (!grant.IsOk)
            return Refusal.Of<PublishPermit>(grant.Code == ErrorCodes.RoomNotFound ? ErrorCodes.StreamNotFound : grant.Code!, grant.Detail ?? "");
        var isNodeLost = State.Current is { } current && await Relays.FindAsync(current.Node, cancellation) is null;
        if (PusherRules.RefusePublish(State, request, isNodeLost) is { } refused)
        {
            // Is it? The answer decides the publisher's next try.
            if (State.Current is { } there && there.TokenHash == request.TokenHash) await AskRelayAsync(cancellation);
            return refused;
        }
        if (await RefuseQuotaAsync(request.Quotas, cancellation) is { } full) return full;
        if (!await TrySaveAsync(PusherRules.Permit(State, request)))
            return Refusal.Of<PublishPermit>(ErrorCodes.NodeUnavailable, "the permit cannot be stored now, try again");
        return new PublishPermit(App, request.RoomId, State.Generation);
    }

    public async Task ReportAsync(PublisherReport report, CancellationToken cancellation = default)
    {
        var next = PusherRules.Report(State, report);
        if (ReferenceEquals(next, State)) return;
        // A node that comes back with a stream that was given up: the room may have closed or banned it meanwhile.
        if (State.Status == StreamStatus.Ended && next.IsOnAir && !(await Room(State.RoomId).GetStreamAsync(StreamId, cancellation)).IsOk)
        {
            await CutAsync("no_longer_permitted", cancellation);
            return;
        }
        await MoveAsync(next, cancellation);
    }

    public async Task HealthAsync(string node, string session, StreamHealthChange change, CancellationToken cancellation = default)
    {
        if (State is { Status: StreamStatus.Live, Current: { } current } && current.Node == node && current.Session == session)
            await Room(State.RoomId).StreamHealthAsync(change with { StreamId = StreamId }, cancellation);
    }

    public async Task<Outcome<Done>> HeartbeatAsync(Caller caller, CancellationToken cancellation = default)
    {
        if (await FindRoomAsync(cancellation) is not { } roomId) return Refusal.Of<Done>(ErrorCodes.StreamNotFound, "no such stream");
        var grant = await Room(roomId).GetStreamAsync(StreamId, cancellation);
        if (grant.Value is not { } stream) return Refusal.Of<Done>(grant.Code!, grant.Detail ?? "");
        if (stream.User != caller.User && !caller.Has(Roles.Admin | Roles.Backend))
            return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the stream's user keeps it alive");
        watch = PusherWatch.Seen(time.GetUtcNow());
        return Done.Value;
    }

    public async Task AliveAnswerAsync(string node, string session, bool isPublishing, CancellationToken cancellation = default)
    {
        if (!State.IsOnAir || State.Current?.Node != node) return;
        if (isPublishing) watch = PusherWatch.Seen(time.GetUtcNow());
        else await MoveAsync(PusherRules.End(State, "not_published"), cancellation);
    }

    public Task CutAsync(string reason, CancellationToken cancellation = default) => CutAsync(PusherRules.Cut(State, reason), cancellation);

    public async Task EndAsync(string reason, CancellationToken cancellation = default)
    {
        var ended = State.IsOnAir ? PusherRules.End(State, reason) : State;
        await CutAsync(PusherRules.Cut(ended, reason), cancellation);
        await TellRoomAsync(cancellation);
        await RestAsync();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Being activated was the point: the watch is set there. One that was left behind is removed.
        return State.IsOnAir ? Task.CompletedTask : RestAsync();
    }

    private IRelayDirectoryGrain Relays => GrainFactory.GetGrain<IRelayDirectoryGrain>(IRelayDirectoryGrain.Key);

    private IRoomGrain Room(string roomId) => GrainFactory.GetGrain<IRoomGrain>(Ids.Key(App, roomId));

    private Task ReleaseAsync() => GrainFactory.GetGrain<IAppGrain>(App).ReleaseAsync(StreamId);

    // Asked last: who is refused for another reason takes no place.
    private async Task<Outcome<PublishPermit>?> RefuseQuotaAsync(AppQuotas? quotas, CancellationToken cancellation)
    {
        if (quotas is not ({ Streams: > 0 } or { BytesPerDay: > 0 })) return null;
        var admitted = await GrainFactory.GetGrain<IAppGrain>(App).AdmitAsync(StreamId, quotas, cancellation);
        return admitted.IsOk ? null : Refusal.Of<PublishPermit>(admitted.Code!, admitted.Detail ?? "");
    }

    private async Task<string?> FindRoomAsync(CancellationToken cancellation)
    {
        if (State.RoomId.Length > 0) return State.RoomId;
        var place = await GrainFactory.GetGrain<IStreamDirectoryGrain>(IStreamDirectoryGrain.Key).FindAsync(StreamId, cancellation);
        return place?.App == App ? place.RoomId : null;
    }

    private async Task MoveAsync(PusherState next, CancellationToken cancellation)
    {
        if (ReferenceEquals(next, State)) return;
        var wasOnAir = State.IsOnAir;
        await SaveAsync(next);
        if (State.IsOnAir)
        {
            watch = PusherWatch.Seen(time.GetUtcNow());
            KeepWatch();
            if (!wasOnAir) await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        }
        // First: who hears that the stream has ended may publish another.
        if (!State.IsOnAir) await ReleaseAsync();
        await TellRoomAsync(cancellation);
        if (!State.IsOnAir) await RestAsync();
    }

    private async Task TellRoomAsync(CancellationToken cancellation)
    {
        if (toldNumber == State.Number) return;
        var number = State.Number;
        try
        {
            var change = new StreamChange(StreamId, number, State.Status, State.Current?.Node, State.Reason);
            var outcome = await Room(State.RoomId).StreamChangedAsync(change, cancellation);
            if (outcome.Code == ErrorCodes.NodeUnavailable) return;
            toldNumber = number;
            // The room ended the stream while the publisher started.
            if (!outcome.IsOk && State.IsOnAir) await CutAsync(outcome.Code!, cancellation);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            // The watch tells it again.
            RoomNotTold(App, StreamId, fault.Message);
        }
    }

    private void KeepWatch() => watching ??= this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(WatchPeriod, WatchPeriod) { KeepAlive = true });

    private async Task WatchAsync(CancellationToken cancellation)
    {
        await TellRoomAsync(cancellation);
        if (State.IsOnAir) await LookAsync(cancellation);
        else if (toldNumber == State.Number) await RestAsync();
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var isNodeThere = State.Current is { } current && await Relays.FindAsync(current.Node, cancellation) is not null;
        (var step, watch) = PusherRules.Watch(watch, isNodeThere, time.GetUtcNow());
        if (step == PusherStep.Ask) await AskRelayAsync(cancellation);
        else if (step == PusherStep.End) await MoveAsync(PusherRules.End(State, isNodeThere ? "no_answer" : "node_lost"), cancellation);
    }

    private async Task CutAsync(PusherState cut, CancellationToken cancellation)
    {
        var nodes = new[] { State.Current?.Node, State.Permitted?.Node }.Distinct().OfType<string>().ToArray();
        if (nodes.Length == 0) return;
        await SaveAsync(cut);
        await ReleaseAsync();
        // A node that is not there now reports what it carries when it returns, and is told again.
        foreach (var node in nodes)
            await Relays.OrderAsync(node, new RelayOrder(RelayVerb.Unpublish, App, StreamId, State.Generation, cut.Reason), cancellation);
        await RestAsync();
    }

    private Task<bool> AskRelayAsync(CancellationToken cancellation) =>
        Relays.OrderAsync(State.Current!.Node, new RelayOrder(RelayVerb.AskAlive, App, StreamId, State.Generation, "heartbeat"), cancellation);

    /// <summary>Nobody publishes: no watch, no reminder.</summary>
    private async Task RestAsync()
    {
        if (toldNumber != State.Number) return;
        watching?.Dispose();
        watching = null;
        if (await this.GetReminder(ReminderName) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private async Task<bool> TrySaveAsync(PusherState next)
    {
        try
        {
            await SaveAsync(next);
            return true;
        }
        catch (JournalUnavailableException fault)
        {
            NotSaved(App, StreamId, fault.Message);
            return false;
        }
    }

    private async Task SaveAsync(PusherState next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch (JournalException)
        {
            // Written or not is unknown: the next activation reads it.
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The room of stream {App}/{StreamId} was not told of a change yet: {Reason}")]
    private partial void RoomNotTold(string app, string streamId, string reason);

    [LoggerMessage(LogLevel.Warning, "A permit for stream {App}/{StreamId} was not stored: {Reason}")]
    private partial void NotSaved(string app, string streamId, string reason);
}
