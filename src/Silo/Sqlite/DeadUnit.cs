namespace Rooms.Silo.Sqlite;

/// <summary>One change of events that were given up; <paramref name="change"/> answers how many.</summary>
internal sealed class DeadUnit(Func<SqliteDatabase, int> change) : CommitUnit
{
    // Some hundred: more than that are rare, and a person waits for the answer.
    public override int Rows => 500;

    public int Changed { get; private set; }

    public override void Write(SqliteDatabase database) => Changed = change(database);
}
