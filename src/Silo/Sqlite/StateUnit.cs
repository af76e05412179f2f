namespace Rooms.Silo.Sqlite;

/// <summary>Writes or clears one grain state, if it still has the ETag that the grain read. ETag 0: the grain found none.</summary>
internal sealed class StateUnit(string name, string grain, long etag, byte[]? payload) : CommitUnit
{
    /// <summary>The form of payloads; a newer one is refused.</summary>
    public const int Version = 1;

    /// <summary>False: another has written it first, and nothing was written.</summary>
    public bool IsWritten { get; private set; }

    public override void Write(SqliteDatabase database) =>
        IsWritten = payload is null ? Clear(database) : etag == 0 ? Insert(database, payload) : Update(database, payload);

    // The primary key decides between two first writes at once.
    private bool Insert(SqliteDatabase database, byte[] bytes) =>
        database
            .Statement("INSERT INTO grain_states(name, grain, etag, version, payload) VALUES(?, ?, 1, ?, ?) ON CONFLICT DO NOTHING")
            .Bind(0, name).Bind(1, grain).Bind(2, Version).Bind(3, bytes)
            .Run() == 1;

    private bool Update(SqliteDatabase database, byte[] bytes) =>
        database
            .Statement("UPDATE grain_states SET etag = etag + 1, version = ?, payload = ? WHERE name = ? AND grain = ? AND etag = ?")
            .Bind(0, Version).Bind(1, bytes).Bind(2, name).Bind(3, grain).Bind(4, etag)
            .Run() == 1;

    private bool Clear(SqliteDatabase database) =>
        etag == 0
        || database
            .Statement("DELETE FROM grain_states WHERE name = ? AND grain = ? AND etag = ?")
            .Bind(0, name).Bind(1, grain).Bind(2, etag)
            .Run() == 1;
}
