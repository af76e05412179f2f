using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

/// <summary>
/// Erasing a user: begun by an entry of the journal, done step by step, each step an entry. A timer tries again what failed; a reminder wakes the
/// grain after a crash.
/// </summary>
public sealed partial class UserGrain
{
    private const string EraseReminder = "erase";
    private const int EntriesAStep = 200;
    private static readonly TimeSpan ErasePeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestErasePause = TimeSpan.FromMinutes(1);

    // Most are done by then; the others are told that it goes on.
    private static readonly TimeSpan EraseAnswer = TimeSpan.FromSeconds(2);

    private IGrainTimer? erasingLater;
    private Task erasing = Task.CompletedTask;
    private TimeSpan erasePause = LaterTry;

    public async Task<Outcome<ErasureView>> EraseAsync(Caller caller, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return turns.Unavailable<ErasureView>();
        if (UserRules.RefuseOthers<ErasureView>(caller, Id) is { } forbidden) return forbidden;
        // Before the entry: one that was begun is gone on with, whatever happens next.
        if (commits.Pending.Exists || !joined.State.Rooms.IsEmpty) await this.RegisterOrUpdateReminder(EraseReminder, ErasePeriod, ErasePeriod);
        var begun = await BeginErasingAsync(caller);
        if (!begun.IsOk) return begun.As<ErasureView>();
        if (commits.Committed.Erasing is null) return await EraseUnknownAsync();
        Erase();
        await Task.WhenAny(erasing, Task.Delay(EraseAnswer, time, cancellation));
        if (turns.Failure is not null) return turns.Unavailable<ErasureView>();
        return commits.Committed.Erasing is { } left ? new ErasureView(false, left.Left) : new ErasureView(true, 0);
    }

    public async Task<Outcome<Done>> EraseFromAsync(string sender, long sends, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return turns.Unavailable<Done>();
        try
        {
            // From the first: events that are no longer shown are on disk until the next snapshot.
            for (long after = 0; ;)
            {
                var page = await commits.ReadAsync(after, EntriesAStep, cancellation);
                if (page.Count == 0) return Done.Value;
                var isFirst = after == 0;
                var done = await turns.RunAsync(change => EraseRules.From(change, sender, sends, page, isFirst));
                if (!done.IsOk) return done;
                after = page[^1].Number!.Value;
            }
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<Done>(fault);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (turns.Failure is not null) return;
        Erase();
        await erasing;
    }

    private async Task<Outcome<Done>> BeginErasingAsync(Caller caller)
    {
        EraseBegun? written = null;
        var begun = await turns.RunAsync(change =>
        {
            var outcome = EraseRules.Begin(change, Id, caller, joined.State.Rooms);
            written = change.Entries.OfType<EraseBegun>().SingleOrDefault();
            return outcome;
        });
        if (!begun.IsOk || written is null) return begun;
        LetSendersGo(Refusal.Of<PrivateReceipt>(ErrorCodes.NodeUnavailable, "the sender is being erased"));
        // Those that the entry names: what is joined while an erasure goes on is of the next life, and its own erasure's.
        ChangeRooms(joined.State.Rooms.RemoveRange(written.Rooms));
        return begun;
    }

    // Who has neither inbox nor rooms may still have written: an agent needs no place in a room.
    private async Task<Outcome<ErasureView>> EraseUnknownAsync()
    {
        var untold = await EraseUntoldAsync();
        return untold.IsOk ? new ErasureView(true, 0) : untold.As<ErasureView>();
    }

    private void Erase()
    {
        if (erasing.IsCompleted) erasing = EraseRestAsync();
    }

    private async Task EraseRestAsync()
    {
        // What is on its way to a peer arrives before the peer is asked to erase.
        await Task.WhenAll(lanes.Values);
        var failed = new HashSet<EraseTarget>();
        while (turns.Failure is null && commits.Committed.Erasing is { } left)
        {
            if (EraseRules.Next(left, failed) is not { } target)
            {
                EraseLater();
                return;
            }
            if (await TryEraseAsync(left, target)) erasePause = LaterTry;
            else failed.Add(target);
        }
        if (turns.Failure is null && await this.GetReminder(EraseReminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private void EraseLater()
    {
        erasingLater ??= this.RegisterGrainTimer(EraseAgainAsync, KeptAlive);
        erasingLater.Change(erasePause, Timeout.InfiniteTimeSpan);
        erasePause = erasePause * 2 < LongestErasePause ? erasePause * 2 : LongestErasePause;
    }

    private Task EraseAgainAsync()
    {
        if (turns.Failure is null) Erase();
        return Task.CompletedTask;
    }

    /// <summary>False: later.</summary>
    private async Task<bool> TryEraseAsync(Erasure left, EraseTarget target)
    {
        try
        {
            return (await EraseStepAsync(left, target)).IsOk;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            NotErased(App, Id, fault.Message);
            return false;
        }
    }

    private async Task<Outcome<Done>> EraseStepAsync(Erasure left, EraseTarget target) => target.Step switch
    {
        EraseStep.Own => await EraseOwnAsync(left),
        EraseStep.Peer => await ErasePeerAsync(target.Id, left.Sends ?? long.MaxValue),
        EraseStep.Room => await EraseRoomAsync(target.Id, left.Begun ?? DateTimeOffset.MaxValue),
        _ => await FinishErasingAsync(),
    };

    private async Task<Outcome<Done>> EraseOwnAsync(Erasure left)
    {
        var page = await commits.ReadAsync(left.Own, EntriesAStep, CancellationToken.None);
        return await turns.RunAsync(change => EraseRules.Own(change, page));
    }

    private async Task<Outcome<Done>> ErasePeerAsync(string peer, long sends)
    {
        var erased = await GrainFactory.GetGrain<IUserGrain>(Ids.Key(App, peer)).EraseFromAsync(Id, sends);
        return erased.IsOk ? await turns.RunAsync(change => EraseRules.Peer(change, peer)) : erased;
    }

    private async Task<Outcome<Done>> EraseRoomAsync(string room, DateTimeOffset until)
    {
        var erased = await GrainFactory.GetGrain<IRoomGrain>(Ids.Key(App, room)).EraseAsync(Id, until);
        // One that is gone has nothing.
        return erased.IsOk || erased.Code == ErrorCodes.RoomNotFound ? await turns.RunAsync(change => EraseRules.Room(change, room)) : erased.As<Done>();
    }

    private async Task<Outcome<Done>> FinishErasingAsync()
    {
        var untold = await EraseUntoldAsync();
        return untold.IsOk ? await turns.RunAsync(EraseRules.Finish) : untold;
    }

    // What the app's backend is still to be told by webhook.
    private Task<Outcome<Done>> EraseUntoldAsync() => GrainFactory.GetGrain<IOutboxGrain>(App).EraseAsync(Id);
}
