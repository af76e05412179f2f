using Rooms.Grains.Apps;

namespace Rooms.Silo.Sqlite;

/// <summary>One app's usage of the last seconds.</summary>
internal sealed class UsageUnit(UsageWrite write) : CommitUnit
{
    public override int Rows => write.Added.Count + write.Peaks.Count + write.Seen.Count;

    public override void Write(SqliteDatabase database)
    {
        foreach (var amount in write.Added) UsageRows.Add(database, write.App, amount);
        foreach (var peak in write.Peaks) UsageRows.Raise(database, write.App, peak);
        foreach (var seen in write.Seen) UsageRows.See(database, write.App, seen);
        UsageRows.Forget(database, write.App, write.ForgetSeenBefore, write.FirstDayKept);
    }
}
