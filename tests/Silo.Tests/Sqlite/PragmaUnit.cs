using Rooms.Silo.Sqlite;

namespace Rooms.Silo.Tests.Sqlite;

internal sealed class PragmaUnit(string sql) : CommitUnit
{
    public override void Write(SqliteDatabase database) => database.Statement(sql).RunScalar();
}
