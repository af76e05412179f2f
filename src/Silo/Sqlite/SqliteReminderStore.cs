using Orleans.Embedded;

namespace Rooms.Silo.Sqlite;

/// <summary>Reminders of the embedded engine, which reads them once at the start and is their only writer.</summary>
internal sealed class SqliteReminderStore(SqliteStorage storage) : IReminderStore
{
    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellation) =>
        storage.Readers.ReadAsync<IReadOnlyList<ReminderRow>>(ReadAll, cancellation);

    public Task UpsertAsync(ReminderRow row, CancellationToken cancellation) => storage.Committer.CommitAsync(new ReminderUnit(row.GrainId, row.Name, row));

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellation) => storage.Committer.CommitAsync(new ReminderUnit(grainId, name, null));

    private static List<ReminderRow> ReadAll(SqliteDatabase database)
    {
        var select = database.Statement("SELECT grain, name, start_at, period FROM reminders");
        var rows = new List<ReminderRow>();
        while (select.Read())
        {
            var (startAt, period) = (DateTimeOffset.FromUnixTimeMilliseconds(select.Long(2)), TimeSpan.FromMilliseconds(select.Long(3)));
            rows.Add(new ReminderRow(GrainId.Parse(select.Text(0)), select.Text(1), startAt, period));
        }
        return rows;
    }
}
