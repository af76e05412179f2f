using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>A prepared statement, used again and again by the one thread that has its connection. Parameters and columns count from 0.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt statement) : IDisposable
{
    public SqliteStatement Bind(int index, string? value) =>
        Checked(value is null ? raw.sqlite3_bind_null(statement, index + 1) : raw.sqlite3_bind_text(statement, index + 1, value));

    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(statement, index + 1, value));

    public SqliteStatement Bind(int index, long? value) =>
        value is { } number ? Bind(index, number) : Checked(raw.sqlite3_bind_null(statement, index + 1));

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(statement, index + 1, value));

    /// <summary>True: a row is there. After false the statement is ready for its next use; a caller who stops earlier calls <see cref="Reset"/>.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }
        var fault = database.Fault();
        Reset();
        throw fault;
    }

    /// <summary>Runs a statement that answers no row; answers how many rows it changed.</summary>
    public int Run()
    {
        while (Read()) { }
        return database.Changes;
    }

    /// <summary>The sum over the first column of all rows.</summary>
    public long Total()
    {
        var total = 0L;
        while (Read()) total += Long(0);
        return total;
    }

    /// <summary>The first column of the first row, or null.</summary>
    public long? RunScalar()
    {
        if (!Read()) return null;
        var value = Long(0);
        Reset();
        return value;
    }

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public long? NullableLong(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Lets go of the read transaction that an unfinished statement holds, and of the bound values.</summary>
    public void Reset()
    {
        // The result repeats the fault of the last step, which was thrown already.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    public void Dispose() => statement.Dispose();

    private SqliteStatement Checked(int result) => result == raw.SQLITE_OK ? this : throw database.Fault();
}
