using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Grains.Feeds;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;
using Rooms.Grains.Words;

namespace Rooms.Grains.Rooms;

/// <summary>
/// The turns of a room: decide against what is pending, append, answer once it is committed. Reentrant, so that many commands share one commit.
/// An append that fails ends the activation: the next one reads what is true.
/// </summary>
[Reentrant]
// A hundred thousand quiet rooms must not stay in memory for long; reading one again costs a millisecond.
[CollectionAgeLimit(Minutes = 3)]
public sealed partial class RoomGrain : Grain, IRoomGrain, IJournalOwner<RoomEntry, RoomState, RoomChange>
{
    private static readonly TimeSpan MergePeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private const int LargestPage = 1_000;

    // Followers poll within seconds: a busy room writes some hundred events meanwhile.
    private const int EventsInMemory = 512;

    private static readonly GrainTimerCreationOptions Unarmed = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true };

    private readonly IJournalStore store;
    private readonly TimeProvider time;
    private readonly RoomsOptions options;
    private readonly IWebhookSubscriptions webhooks;
    private readonly ILogger logger;
    private readonly EventWindow window = new(EventsInMemory);
    private readonly Followers followers;
    private readonly MessageWords words;
    private readonly RoomCounts counts;
    private readonly JournalTurns<RoomEntry, RoomState, RoomChange> turns;
    private RoomCommits commits = null!;
    private DeliveryBudget budget;
    private IGrainTimer? merging;
    private bool isMergeDue;

    public RoomGrain(
        IJournalStore store, TimeProvider time, IOptions<RoomsOptions> options, IWebhookSubscriptions webhooks, IAppWords appWords,
        RoomMetrics metrics, ILogger<RoomGrain> logger)
    {
        this.store = store;
        this.time = time;
        this.options = options.Value;
        this.webhooks = webhooks;
        this.logger = logger;
        (App, Id) = Ids.Split(this.GetPrimaryKeyString());
        followers = new Followers(time, logger);
        words = new MessageWords(appWords, App);
        counts = new RoomCounts(metrics, time.GetUtcNow());
        turns = new JournalTurns<RoomEntry, RoomState, RoomChange>(this, "room");
    }

    private string App { get; }

    private string Id { get; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var opening = store.OpenAsync(RoomRetention.JournalOf(App, Id), RoomFormat.Current, time, cancellationToken);
        if (await turns.OpenAsync(opening) is not { } journal) return;
        var newest = new Queue<RoomEntry>();
        commits = new RoomCommits(journal, App, Id, webhooks, entry => Keep(newest, entry));
        foreach (var entry in newest) window.Add(RoomEvents.From(entry));
        if (commits.Committed.Status != RoomStatus.Closed) TellLater();
        if (!commits.Committed.Cuts.IsEmpty) RetryCuts();
    }

    // Of thousands of entries that an activation reads, those whose events are worth making.
    private static void Keep(Queue<RoomEntry> newest, RoomEntry entry)
    {
        if (entry.Number is null) return;
        if (newest.Count == EventsInMemory) newest.Dequeue();
        newest.Enqueue(entry);
    }

    public Task<Outcome<RoomView>> CreateAsync(Caller caller, CreateRoom command, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(stamp, RoomJson.Default.RoomView, change => RoomRules.Create(change, Id, caller, command));

    public Task<Outcome<RoomView>> GetAsync(CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return Task.FromResult(Unavailable<RoomView>());
        if (!commits.Committed.IsGone(time.GetUtcNow())) return Task.FromResult<Outcome<RoomView>>(RoomViews.Of(Id, commits.Committed));
        Forget();
        return Task.FromResult(RoomRules.NotFound<RoomView>());
    }

    public Task<Outcome<RoomView>> UpdateAsync(Caller caller, UpdateRoom command, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.RoomView, change => RoomRules.Update(change, Id, caller, command));

    public async Task<Outcome<Done>> CloseAsync(Caller caller, string reason, CancellationToken cancellation = default)
    {
        var outcome = await RunAsync(null, RoomJson.Default.Done, change => RoomRules.Close(change, caller, reason));
        await CutStreamsAsync();
        return outcome;
    }

    public async Task<Outcome<MemberView>> JoinAsync(Caller caller, JoinRoom command, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        var outcome = await RunAsync(stamp, RoomJson.Default.MemberView, change => RoomRules.Join(change, caller, command, options));
        if (outcome.Value is { } member) await TellUserAsync(member.User, user => user.JoinedAsync(Id, cancellation));
        return outcome;
    }

    public async Task<Outcome<Done>> LeaveAsync(Caller caller, string user, CancellationToken cancellation = default)
    {
        var outcome = await RunAsync(null, RoomJson.Default.Done, change => RoomRules.Leave(change, caller, user, options));
        if (!outcome.IsOk) return outcome;
        await TellUserAsync(user, left => left.LeftAsync(Id, cancellation));
        await CutStreamsAsync();
        return outcome;
    }

    public Task<Outcome<long>> GiftAsync(Caller caller, SendGift command, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(stamp, RoomJson.Default.Int64, change => GiftRules.Gift(change, caller, command, words));

    public Task<Outcome<long>> SendAsync(Caller caller, SendMessage command, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        command.Type == RoomEventTypes.Typing
            ? Task.FromResult(Type(caller, command))
            : RunAsync(stamp, RoomJson.Default.Int64, change => MessageRules.Send(change, caller, command, words));

    public async Task<Outcome<EventPage>> GetEventsAsync(long after, int limit, TimeSpan wait, CancellationToken cancellation = default)
    {
        after = Math.Max(0, after);
        if (RefuseEvents(after) is { } refused) return refused;
        if (commits.Committed.Seq <= after && wait > TimeSpan.Zero)
        {
            if (window.Waiting >= options.MaxWaiters) return Refusal.Of<EventPage>(ErrorCodes.RoomBusy, $"{options.MaxWaiters} long polls wait already");
            await window.WaitAsync(wait < LongestPoll ? wait : LongestPoll, time, cancellation);
            if (RefuseEvents(after) is { } changed) return changed;
        }
        return await ReadEventsAsync(after, Math.Clamp(limit, 1, LargestPage), cancellation);
    }

    private async Task<Outcome<EventPage>> ReadEventsAsync(long after, int limit, CancellationToken cancellation)
    {
        var oldest = commits.Committed.Oldest;
        var last = commits.Committed.Seq;
        var tick = commits.Committed.Settings.TickMilliseconds;
        if (last <= after) return new EventPage([], after, oldest, last, tick);
        try
        {
            var events = window.After(after, limit) ?? [.. (await commits.ReadAsync(after, limit, cancellation)).Select(RoomEvents.From)];
            return new EventPage(events, events.IsEmpty ? after : events[^1].Seq, oldest, last, tick);
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<EventPage>(fault);
        }
    }

    private Outcome<EventPage>? RefuseEvents(long after)
    {
        if (turns.Failure is not null) return Unavailable<EventPage>();
        var state = commits.Committed;
        if (state.IsGone(time.GetUtcNow()))
        {
            Forget();
            return RoomRules.NotFound<EventPage>();
        }
        return after < state.Oldest - 1 ? Refusal.Of<EventPage>(ErrorCodes.EventsGone, state.Oldest.ToString()) : null;
    }

    private Task<Outcome<T>> RunAsync<T>(IdempotencyStamp? stamp, JsonTypeInfo<T> form, Func<RoomChange, Outcome<T>> decide) =>
        turns.RunAsync(stamp, form, change =>
        {
            var outcome = decide(change);
            budget = change.Budget;
            counts.Refused(outcome.Code);
            return outcome;
        });

    JournalCommits<RoomEntry, RoomState, RoomChange> IJournalOwner<RoomEntry, RoomState, RoomChange>.Commits => commits;

    RoomChange IJournalOwner<RoomEntry, RoomState, RoomChange>.NewChange() => ChangeOf(commits.Pending);

    private RoomChange ChangeOf(RoomState state)
    {
        var now = time.GetUtcNow();
        return new RoomChange(state, now, budget.Refill(state.Settings.MessagesPerSecond ?? options.MessagesPerSecond, now));
    }

    void IJournalOwner<RoomEntry, RoomState, RoomChange>.Publish(IReadOnlyList<RoomEntry> entries)
    {
        counts.Committed(entries);
        // What it holds of the erased is read anew.
        if (entries.Any(entry => entry is MessageRecalled or MessagesErased)) window.Clear();
        var isTold = false;
        foreach (var entry in entries)
        {
            if (entry.Number is null) continue;
            window.Add(RoomEvents.From(entry));
            isTold = true;
        }
        if (isTold) TellFollowers();
        TellLater();
    }

    // At most one merged event a second: armed by the first change, not again before it was told.
    private void TellLater()
    {
        if (isMergeDue || !(commits.Committed.HasUntold || typing.IsAnybody)) return;
        isMergeDue = true;
        merging ??= this.RegisterGrainTimer(TellMergedAsync, Unarmed);
        merging.Change(MergePeriod, Timeout.InfiniteTimeSpan);
    }

    private async Task TellMergedAsync()
    {
        isMergeDue = false;
        await RunAsync(null, RoomJson.Default.Done, change =>
        {
            RoomRules.TellMerged(change);
            // Over budget they wait for the next second.
            if (typing.IsAnybody && change.Budget.HasForMoves) MessageRules.TellTyping(change, typing.Take());
            return Done.Value;
        });
        TellLater();
    }

    // Ids of rooms that do not exist come from strangers: they must not stay in memory.
    private void Forget()
    {
        if (!commits.Pending.Exists || commits.Pending.IsGone(time.GetUtcNow())) DeactivateOnIdle();
    }

    void IJournalOwner<RoomEntry, RoomState, RoomChange>.Unchanged()
    {
        if (!commits.Committed.Exists) Forget();
    }

    void IJournalOwner<RoomEntry, RoomState, RoomChange>.Failed(JournalException fault)
    {
        if (fault is not JournalQuotaException) AppendFailed(App, Id, fault.Message);
        // What was written although it failed is heard at once: whoever follows asks the next activation.
        TellFollowers();
    }

    void IJournalOwner<RoomEntry, RoomState, RoomChange>.End() => DeactivateOnIdle();

    private Outcome<T> Unavailable<T>() => turns.Unavailable<T>();

    // A user's list of rooms is a convenience; the room holds the truth and its answer does not depend on it.
    private async Task TellUserAsync(string user, Func<IUserGrain, Task> tell)
    {
        try
        {
            await tell(GrainFactory.GetGrain<IUserGrain>(Ids.Key(App, user)));
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            UserNotTold(App, Id, fault.Message);
        }
    }
}
