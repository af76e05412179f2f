using Microsoft.Extensions.Logging;
using Rooms.Contracts.Pushes;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

/// <summary>
/// The turns of an app's schedule. A timer rings when the next push is due; a reminder wakes the grain where there is something to wait for. A push
/// leaves the schedule when it is out: killed in between, it goes out again under the same stamps, which the targets know.
/// </summary>
[Reentrant]
public sealed partial class PushScheduleGrain : Grain, IPushScheduleGrain, IRemindable, IJournalOwner<PushEntry, PushScheduleState, PushChange>
{
    private const string ReminderName = "due";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly GrainTimerCreationOptions Unarmed = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true };

    private readonly IJournalStore store;
    private readonly IEnumerable<ILivePushes> live;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly JournalTurns<PushEntry, PushScheduleState, PushChange> turns;
    private readonly Dictionary<string, PushDelivery> goingOut = new(StringComparer.Ordinal);
    private PushCommits commits = null!;
    private IGrainTimer? due;
    private bool isDelivering;
    private bool hasReminder;

    // Counts up before and after the reminder is taken away.
    private long forgotten;

    public PushScheduleGrain(IJournalStore store, IEnumerable<ILivePushes> live, TimeProvider time, ILogger<PushScheduleGrain> logger)
    {
        (this.store, this.live, this.time, this.logger) = (store, live, time, logger);
        turns = new JournalTurns<PushEntry, PushScheduleState, PushChange>(this, "schedule");
    }

    private string App => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var opening = store.OpenAsync(PushFormat.JournalOf(App), PushFormat.Current, time, cancellationToken);
        if (await turns.OpenAsync(opening) is not { } journal) return;
        commits = new PushCommits(journal);
        Arm();
    }

    public async Task<Outcome<PushView>> ScheduleAsync(Caller caller, PushOrder order, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        // Before the push is there: one that waits without it would wait for somebody to ask.
        if (turns.Failure is null) await RemindAsync();
        var scheduled = await turns.RunAsync(stamp, PushJson.Default.PushView, change => PushRules.Schedule(change, caller, NewId(), order));
        // It may have gone before the push was there.
        if (turns.Failure is null && scheduled.IsOk) await RemindAsync();
        return scheduled;
    }

    public Task<Outcome<PushView>> GetAsync(string id, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return Task.FromResult(turns.Unavailable<PushView>());
        if (commits.Committed.Waiting.TryGetValue(id, out var waiting)) return Task.FromResult<Outcome<PushView>>(waiting.ToView(PushState.Scheduled));
        var ended = commits.Committed.Ended.FirstOrDefault(push => push.Id == id);
        return Task.FromResult(ended ?? PushRules.NotFound<PushView>());
    }

    public Task<Outcome<Done>> CancelAsync(Caller caller, string id, CancellationToken cancellation = default) =>
        turns.RunAsync(change => goingOut.ContainsKey(id) ? PushRules.NotFound<Done>() : PushRules.Cancel(change, caller, id));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Being activated was the point: the timer is set there.
        hasReminder = true;
        if (turns.Failure is not null) return;
        if (!commits.Committed.Waiting.IsEmpty) Arm();
        if (!commits.Pending.Waiting.IsEmpty) return;
        await ForgetReminderAsync();
        // A push that came meanwhile may have found the one that went.
        if (turns.Failure is null && !commits.Pending.Waiting.IsEmpty) await RemindAsync();
    }

    JournalCommits<PushEntry, PushScheduleState, PushChange> IJournalOwner<PushEntry, PushScheduleState, PushChange>.Commits => commits;

    PushChange IJournalOwner<PushEntry, PushScheduleState, PushChange>.NewChange() => new(commits.Pending, time.GetUtcNow());

    void IJournalOwner<PushEntry, PushScheduleState, PushChange>.Publish(IReadOnlyList<PushEntry> entries) => Arm();

    void IJournalOwner<PushEntry, PushScheduleState, PushChange>.Unchanged()
    {
        if (!commits.Pending.Exists) DeactivateOnIdle();
    }

    void IJournalOwner<PushEntry, PushScheduleState, PushChange>.Failed(JournalException fault) => AppendFailed(App, fault.Message);

    void IJournalOwner<PushEntry, PushScheduleState, PushChange>.End() => DeactivateOnIdle();

    private static string NewId() => Guid.NewGuid().ToString("N");

    private async Task RemindAsync()
    {
        while (!hasReminder)
        {
            var before = forgotten;
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            // Else it may be gone again.
            hasReminder = before == forgotten;
        }
    }

    private async Task ForgetReminderAsync()
    {
        (hasReminder, forgotten) = (false, forgotten + 1);
        if (await this.GetReminder(ReminderName) is { } reminder) await this.UnregisterReminder(reminder);
        (hasReminder, forgotten) = (false, forgotten + 1);
    }

    private void Arm()
    {
        if (isDelivering || commits.Committed.Waiting.IsEmpty) return;
        var wait = commits.Committed.Waiting.Values.Min(push => push.Order.At) - time.GetUtcNow();
        RingIn(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private void RingIn(TimeSpan wait)
    {
        due ??= this.RegisterGrainTimer(DeliverDueAsync, Unarmed);
        due.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task DeliverDueAsync()
    {
        if (isDelivering || turns.Failure is not null) return;
        isDelivering = true;
        try
        {
            var now = time.GetUtcNow();
            foreach (var push in commits.Committed.Waiting.Values.Where(push => push.Order.At <= now).OrderBy(push => push.Order.At).ToList()) await DeliverAsync(push);
        }
        finally
        {
            isDelivering = false;
        }
        if (turns.Failure is not null) return;
        if (goingOut.Count > 0) RingIn(RetryAfter);
        else Arm();
    }

    private async Task DeliverAsync(WaitingPush push)
    {
        // Cancelled while others went out.
        if (!commits.Pending.Waiting.ContainsKey(push.Id)) return;
        if (!goingOut.TryGetValue(push.Id, out var delivery)) goingOut[push.Id] = delivery = new PushDelivery(push, GrainFactory, live);
        if (await delivery.TryAsync(time.GetUtcNow()) is not { } ended) return;
        goingOut.Remove(push.Id);
        await turns.RunAsync<Done>(change =>
        {
            change.Note(ended);
            return Done.Value;
        });
    }

    [LoggerMessage(LogLevel.Warning, "The schedule of app {App} could not be stored and is read again: {Reason}")]
    private partial void AppendFailed(string app, string reason);
}
