namespace Rooms.Silo.Sqlite;

/// <summary>
/// One caller's part of a group commit: all of it or nothing. <see cref="Write"/> runs on the committer's thread inside the transaction;
/// the caller learns of it after the commit.
/// </summary>
internal abstract class CommitUnit
{
    // Callers continue on their own schedulers, never on the committer's thread.
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;

    public Task Done => done.Task;

    /// <summary>About how many rows it writes; bounds a batch.</summary>
    public virtual int Rows => 1;

    /// <summary>What the unit found wrong with itself (a conflict), without harm to the others of its batch.</summary>
    public bool IsFailed => failure is not null;

    public abstract void Write(SqliteDatabase database);

    /// <summary>After the commit, before the caller continues; on the committer's thread.</summary>
    public virtual void Committed() { }

    public void Fail(Exception exception) => failure ??= exception;

    public void Complete()
    {
        if (failure is not null)
        {
            done.TrySetException(failure);
            return;
        }
        Committed();
        done.TrySetResult();
    }
}
