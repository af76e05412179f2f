namespace Rooms.Silo.Sqlite;

/// <summary>Writes one row, to find out whether the store can be written again.</summary>
internal sealed class ProbeUnit : CommitUnit
{
    public override void Write(SqliteDatabase database) => database.Run("UPDATE store_facts SET value = value + 1 WHERE name = 'probes'");
}
