using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>One connection and its prepared statements. One thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    // Readers and the checkpointer may hold a lock for a moment; a writer that waits longer has a sick disk below it.
    private const int BusyMilliseconds = 5000;
    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> statements = [];

    private SqliteDatabase(sqlite3 handle) => this.handle = handle;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Rows changed since the connection was opened.</summary>
    public int TotalChanges => raw.sqlite3_total_changes(handle);

    /// <summary>SQLite ends a transaction by itself after some faults (disk full, I/O).</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public static SqliteDatabase OpenToWrite(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        // FULL: a commit returns after fdatasync of the log, so what was acknowledged survives power loss. Checkpoints have their own schedule.
        database.Run("PRAGMA journal_mode=WAL");
        database.Run("PRAGMA synchronous=FULL");
        database.Run("PRAGMA wal_autocheckpoint=0");
        // What is erased is overwritten, whatever the library was built to do: docs/privacy.md promises it.
        database.Run("PRAGMA secure_delete=ON");
        return database;
    }

    public static SqliteDatabase OpenToRead(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        database.Run("PRAGMA query_only=1");
        return database;
    }

    /// <summary>For copying it whole: <c>query_only</c> would forbid that too.</summary>
    public static SqliteDatabase OpenToCopy(string path) => Open(path, raw.SQLITE_OPEN_READWRITE);

    /// <summary>A file that nobody has open and that is not changed: a backup.</summary>
    public static SqliteDatabase OpenFile(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>The prepared statement for this text, made at its first use.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var known)) return known;
        if (raw.sqlite3_prepare_v2(handle, sql, out var prepared) != raw.SQLITE_OK) throw Fault();
        return statements[sql] = new SqliteStatement(this, prepared);
    }

    public int Run(string sql) => Statement(sql).Run();

    /// <summary>Runs several statements that need no values.</summary>
    public void RunScript(string sql)
    {
        if (raw.sqlite3_exec(handle, sql) != raw.SQLITE_OK) throw Fault();
    }

    /// <summary>Copies what is committed from the log into the database file. Passive waits for nobody; truncating waits for readers and writers.</summary>
    public void Checkpoint(bool isTruncating)
    {
        var mode = isTruncating ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        var result = raw.sqlite3_wal_checkpoint_v2(handle, "main", mode, out _, out _);
        // Busy: somebody reads or writes; the next turn gets further.
        if (result is not (raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED)) throw Fault();
    }

    public SqliteFault Fault() => new(raw.sqlite3_extended_errcode(handle), raw.sqlite3_errmsg(handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        handle.Dispose();
    }

    private static SqliteDatabase Open(string path, int flags)
    {
        SqliteLibrary.Bind();
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new SqliteDatabase(handle);
        if (result == raw.SQLITE_OK)
        {
            _ = raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
            if (JournalSum.Register(handle) != raw.SQLITE_OK) throw database.Fault();
            return database;
        }
        var fault = database.Fault();
        database.Dispose();
        throw fault;
    }
}
