using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>A call to SQLite that did not succeed, with its code and the library's own words.</summary>
internal sealed class SqliteFault(int code, string message) : Exception($"{message} (SQLite {code})")
{
    public int Code { get; } = code;

    /// <summary>A row that breaks a unique or primary key.</summary>
    public bool IsConstraint => (Code & 0xff) == raw.SQLITE_CONSTRAINT;
}
