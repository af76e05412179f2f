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

    // Most are done by then; the others are told that it goes on.
    private static readonly TimeSpan EraseAnswer = TimeSpan.FromSeconds(2);

    private IGrainTimer? erasingLater;
    private Task erasing = Task.CompletedTask;

    public async Task<Outcome<ErasureView>> EraseAsync(Caller caller, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return turns.Unavailable<ErasureView>();
        if (UserRules.RefuseOthers<ErasureView>(caller, Id) is { } forbidden) return forbidden;
        // Before the entry: one that was begun is gone on with, whatever happens next.
        if (commits.Pending.Exists || !joined.State.Rooms.IsEmpty) await this.RegisterOrUpdateReminder(EraseReminder, ErasePeriod, ErasePeriod);
        var begun = await turns.RunAsync(change => EraseRules.Begin(change, Id, caller, joined.State.Rooms));
        if (!begun.IsOk) return begun.As<ErasureView>();
        if (commits.Committed.Erasing is null) return await EraseUnknownAsync();
        LetSendersGo(Refusal.Of<PrivateReceipt>(ErrorCodes.NodeUnavailable, "the sender is being erased"));
        ChangeRooms([]);
        Erase();
        await Task.WhenAny(erasing, Task.Delay(EraseAnswer, time, cancellation));
        if (turns.Failure is not null) return turns.Unavailable<ErasureView>();
        return commits.Committed.Erasing is { } left ? new ErasureView(false, left.Left) : new ErasureView(true, 0);
    }

    public async Task<Outcome<Done>> EraseFromAsync(string sender, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return turns.Unavailable<Done>();
        try
        {
            for (var after = commits.Committed.Oldest - 1; ;)
            {
                var page = await commits.ReadAsync(after, EntriesAStep, cancellation);
                if (page.Count == 0) return Done.Value;
                var done = await RewriteAsync(change => EraseRules.From(change, sender, page));
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
        while (turns.Failure is null && commits.Committed.Erasing is { } left)
        {
            if (await TryEraseAsync(left)) continue;
            erasingLater ??= this.RegisterGrainTimer(EraseAgainAsync, KeptAlive);
            erasingLater.Change(LaterTry, Timeout.InfiniteTimeSpan);
            return;
        }
        if (turns.Failure is null && await this.GetReminder(EraseReminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private Task EraseAgainAsync()
    {
        if (turns.Failure is null) Erase();
        return Task.CompletedTask;
    }

    /// <summary>False: later.</summary>
    private async Task<bool> TryEraseAsync(Erasure left)
    {
        try
        {
            return (await EraseStepAsync(left)).IsOk;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            NotErased(App, Id, fault.Message);
            return false;
        }
    }

    private async Task<Outcome<Done>> EraseStepAsync(Erasure left)
    {
        if (!left.IsOwnDone)
        {
            var page = await commits.ReadAsync(left.Own, EntriesAStep, CancellationToken.None);
            return await RewriteAsync(change => EraseRules.Own(change, page));
        }
        if (left.Peers is [var peer, ..])
        {
            var erased = await GrainFactory.GetGrain<IUserGrain>(Ids.Key(App, peer)).EraseFromAsync(Id);
            return erased.IsOk ? await turns.RunAsync(change => EraseRules.Peer(change, peer)) : erased;
        }
        if (left.Rooms is [var room, ..])
        {
            var erased = await GrainFactory.GetGrain<IRoomGrain>(Ids.Key(App, room)).EraseAsync(Id);
            // One that is gone has nothing.
            return erased.IsOk || erased.Code == ErrorCodes.RoomNotFound ? await turns.RunAsync(change => EraseRules.Room(change, room)) : erased.As<Done>();
        }
        var untold = await EraseUntoldAsync();
        return untold.IsOk ? await turns.RunAsync(EraseRules.Finish) : untold;
    }

    // What the app's backend is still to be told by webhook.
    private Task<Outcome<Done>> EraseUntoldAsync() => GrainFactory.GetGrain<IOutboxGrain>(App).EraseAsync(Id);

    private async Task<Outcome<Done>> RewriteAsync(Func<UserChange, Outcome<Done>> decide)
    {
        var outcome = await turns.RunAsync(decide);
        // The window has events as they were.
        window.Clear();
        return outcome;
    }
}
