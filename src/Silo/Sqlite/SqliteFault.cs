using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>A call to SQLite that did not succeed, with its code and the library's own words.</summary>
internal sealed class SqliteFault(int code, string message) : Exception($"{message} (SQLite {code})")
{
    public int Code { get; } = code;

    public bool IsFull => (Code & 0xff) == raw.SQLITE_FULL;

    public bool IsReadOnly => (Code & 0xff) == raw.SQLITE_READONLY;

    /// <summary>The file is not, or no longer, a database of SQLite.</summary>
    public bool IsDamage => (Code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>A row that breaks a unique or primary key.</summary>
    public bool IsConstraint => (Code & 0xff) == raw.SQLITE_CONSTRAINT;
}
