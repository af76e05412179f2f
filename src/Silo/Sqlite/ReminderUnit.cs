using Orleans.Embedded;

namespace Rooms.Silo.Sqlite;

/// <summary>Writes one reminder, or removes it when there is no row.</summary>
internal sealed class ReminderUnit(GrainId grain, string name, ReminderRow? row) : CommitUnit
{
    public override void Write(SqliteDatabase database)
    {
        var statement = row is null
            ? database.Statement("DELETE FROM reminders WHERE grain = ? AND name = ?")
            : database
                .Statement("INSERT OR REPLACE INTO reminders(grain, name, start_at, period) VALUES(?, ?, ?, ?)")
                .Bind(2, row.StartAt.ToUnixTimeMilliseconds()).Bind(3, (long)row.Period.TotalMilliseconds);
        statement.Bind(0, grain.ToString()).Bind(1, name).Run();
    }
}
