using Rooms.Silo.Sqlite;

namespace Rooms.Silo.Tests.Sqlite;

/// <summary>Writes nothing, and keeps the committer's thread until it is disposed.</summary>
internal sealed class HoldingUnit : CommitUnit, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ManualResetEventSlim held = new();
    private readonly ManualResetEventSlim released = new();

    public override void Write(SqliteDatabase database)
    {
        held.Set();
        if (!released.Wait(Deadline)) throw new TimeoutException("nobody let the committer go on");
    }

    public void WaitUntilHeld()
    {
        if (!held.Wait(Deadline)) throw new TimeoutException("the committer did not take the unit");
    }

    public void Dispose() => released.Set();
}
