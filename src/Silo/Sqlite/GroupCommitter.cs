using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// The only writer of the process: a thread with the only write connection. Takes all that waits, writes it in one transaction, syncs once, then
/// tells every caller. A unit that fails leaves nothing and harms no other; a commit that fails fails all of its batch.
/// </summary>
internal sealed partial class GroupCommitter : IDisposable
{
    // At some 30,000 rows a second this is a third of a second of work: more means that the disk no longer follows.
    private const int MaxQueuedUnits = 10_000;

    // Keeps one transaction at a few milliseconds, and so the wait of those who come next.
    private const int MaxBatchRows = 2_000;

    private const int ProbeMilliseconds = 1000;

    private readonly BlockingCollection<CommitUnit> queue = new(MaxQueuedUnits);
    private readonly List<CommitUnit> batch = [];
    private readonly SqliteDatabase database;
    private readonly SiloMetrics metrics;
    private readonly ILogger logger;
    private readonly Thread thread;
    private long commits;
    private volatile string? trouble;

    public GroupCommitter(SqliteDatabase database, SiloMetrics metrics, ILogger<GroupCommitter> logger)
    {
        this.database = database;
        this.metrics = metrics;
        this.logger = logger;
        metrics.ObserveQueue(() => queue.Count);
        thread = new Thread(Run) { Name = "rooms committer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Commits so far; the checkpointer sees by it whether anything is new.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Null: the last commit went well. Else why it did not.</summary>
    public string? Trouble => trouble;

    /// <summary>Queued before it returns, in the order of calls.</summary>
    public Task CommitAsync(CommitUnit unit)
    {
        if (!TryQueue(unit))
        {
            metrics.UnitRefused();
            return Task.FromException(new JournalUnavailableException("the store cannot keep up, or is shutting down"));
        }
        return unit.Done;
    }

    /// <summary>Commits what is queued and ends the thread.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        database.Dispose();
        queue.Dispose();
    }

    private bool TryQueue(CommitUnit unit)
    {
        try
        {
            return queue.TryAdd(unit);
        }
        catch (InvalidOperationException)
        {
            // Adding was completed: the process is going down.
            return false;
        }
    }

    private void Run()
    {
        while (Next() is { } first)
        {
            Gather(first);
            var started = Stopwatch.GetTimestamp();
            try
            {
                CommitBatch();
                metrics.Committed(Stopwatch.GetElapsedTime(started), batch.Where(unit => !unit.IsFailed).Sum(unit => unit.Rows));
                Volatile.Write(ref commits, commits + 1);
            }
            catch (Exception fault)
            {
                // The top of this thread's loop: whatever failed, the callers must hear of it and the next batch gets its chance.
                GiveUp(fault);
            }
            foreach (var unit in batch) unit.Complete();
        }
    }

    // Null: the process goes down. While the store is in trouble nobody may come by, since load balancers send clients elsewhere: a probe of our own
    // then finds out when it works again.
    private CommitUnit? Next()
    {
        while (!queue.IsCompleted)
        {
            if (queue.TryTake(out var unit, trouble is null ? Timeout.Infinite : ProbeMilliseconds)) return unit;
            if (trouble is not null && !queue.IsAddingCompleted) return new ProbeUnit();
        }
        return null;
    }

    private void Gather(CommitUnit first)
    {
        batch.Clear();
        batch.Add(first);
        var rows = first.Rows;
        while (rows < MaxBatchRows && queue.TryTake(out var next))
        {
            batch.Add(next);
            rows += next.Rows;
        }
    }

    private void CommitBatch()
    {
        var changes = database.TotalChanges;
        database.Run("BEGIN IMMEDIATE");
        foreach (var unit in batch) Write(unit);
        database.Run("COMMIT");
        // A commit that wrote nothing proves nothing.
        if (trouble is null || database.TotalChanges == changes) return;
        trouble = null;
        CommitsAgain();
    }

    private void Write(CommitUnit unit)
    {
        database.Run("SAVEPOINT unit");
        try
        {
            unit.Write(database);
        }
        catch (SqliteFault fault) when (fault.IsConstraint && database.IsInTransaction)
        {
            unit.Fail(new JournalConflictException(fault.Message));
        }
        if (unit.IsFailed) database.Run("ROLLBACK TO unit");
        database.Run("RELEASE unit");
    }

    private void GiveUp(Exception fault)
    {
        var isNews = trouble is null;
        trouble = fault.Message;
        if (isNews) CommitFailed(batch.Count, fault.Message);
        metrics.CommitFailed();
        var failure = new JournalUnavailableException(fault.Message, fault);
        foreach (var unit in batch) unit.Fail(failure);
        // Disk full and I/O errors may have ended the transaction already; what is left of it must not leak into the next.
        if (!database.IsInTransaction) return;
        try
        {
            database.Run("ROLLBACK");
        }
        catch (SqliteFault again)
        {
            RollbackFailed(again.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "A commit of {Units} units failed, their callers are refused until it works again: {Reason}")]
    private partial void CommitFailed(int units, string reason);

    [LoggerMessage(LogLevel.Information, "The store can be written again")]
    private partial void CommitsAgain();

    [LoggerMessage(LogLevel.Error, "A failed commit could not be rolled back: {Reason}")]
    private partial void RollbackFailed(string reason);
}
