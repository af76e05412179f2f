using System.Text.Json.Serialization.Metadata;

namespace Rooms.Grains.Journal;

/// <summary>
/// How a grain with a journal runs its commands: decide against what is pending, append, answer once it is committed; a command that repeats a stamp
/// gets the remembered answer. After a failure every caller is refused. <paramref name="what"/> names the grain to them: "room", "user".
/// </summary>
internal sealed class JournalTurns<TEntry, TState, TChange>(IJournalOwner<TEntry, TState, TChange> owner, string what)
    where TEntry : JournalFact
    where TState : class, IJournalState<TState, TEntry>
    where TChange : JournalChange<TEntry, TState>
{
    /// <summary>Set: this activation no longer knows what is true, or never did (the store did not open). Its callers are refused and it ends.</summary>
    public JournalException? Failure { get; private set; }

    /// <summary>Null: the store cannot be used, which every caller is told.</summary>
    public async Task<Journal<TEntry, TState>?> OpenAsync(Task<Journal<TEntry, TState>> opening)
    {
        try
        {
            return await opening;
        }
        catch (JournalException fault) when (fault is JournalUnavailableException or JournalVersionException)
        {
            // Not an exception to the callers: while a disk is full every one of them would cost a trace in the log.
            Failure = fault;
            return null;
        }
        catch (JournalConflictException fault)
        {
            // Nothing was executed: callers may try again.
            throw new SiloUnavailableException($"the {what} cannot be opened now: {fault.Message}", fault);
        }
    }

    /// <summary>One command: the remembered answer of its stamp, or a decision and its commit.</summary>
    public Task<Outcome<T>> RunAsync<T>(IdempotencyStamp? stamp, JsonTypeInfo<T> form, Func<TChange, Outcome<T>> decide) =>
        RunAsync(stamp is null ? decide : change => DecideOnce(change, stamp, form, decide));

    /// <summary>One command: a decision and its commit.</summary>
    public async Task<Outcome<T>> RunAsync<T>(Func<TChange, Outcome<T>> decide)
    {
        if (Failure is not null) return Unavailable<T>();
        var change = owner.NewChange();
        var outcome = decide(change);
        try
        {
            await SettleAsync(change);
            return outcome;
        }
        catch (JournalException fault)
        {
            Fail(fault);
            // Rooms are the only rows that an app has a quota of.
            return fault is JournalQuotaException ? Refusal.Of<T>(ErrorCodes.QuotaRooms, fault.Message) : Unavailable<T>();
        }
        catch (Exception bug)
        {
            if (Failure is not null) return Unavailable<T>();
            // It may be on disk, and what comes after it would never settle: to whoever comes next this is a failed commit.
            Fail(new JournalUnavailableException(bug.Message, bug));
            throw;
        }
    }

    public Outcome<T> Unavailable<T>()
    {
        // The next call finds another activation, which reads what is true.
        owner.End();
        return Unavailable<T>(Failure!);
    }

    public Outcome<T> Unavailable<T>(JournalException fault) => fault is JournalConflictException or JournalQuotaException
        ? Refusal.Of<T>(ErrorCodes.NodeUnavailable, $"another part of the service has the {what} now, try again: {fault.Message}")
        : Refusal.Of<T>(ErrorCodes.NodeUnavailable, $"the store cannot be used now, try again: {fault.Message}");

    private async Task SettleAsync(TChange change)
    {
        if (change.Entries.Count > 0)
        {
            await owner.Commits.CommitAsync(change, owner.Publish);
            return;
        }
        // Decided by what may still be in flight: it must be true before anybody hears of it.
        await owner.Commits.Settled;
        owner.Unchanged();
    }

    private static Outcome<T> DecideOnce<T>(TChange change, IdempotencyStamp stamp, JsonTypeInfo<T> form, Func<TChange, Outcome<T>> decide)
    {
        if (change.State.Stamps.Find(stamp.Key, change.Now) is { } known) return known.AnswerTo(stamp, form);
        var outcome = decide(change);
        if (change.Entries.Count > 0) change.Stamp(stamp, outcome.Value!, form);
        return outcome;
    }

    // What is in memory is not what is stored: the next activation reads it.
    private void Fail(JournalException fault)
    {
        if (Failure is not null) return;
        Failure = fault;
        owner.Failed(fault);
        owner.End();
    }
}
