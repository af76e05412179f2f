namespace Rooms.Silo.Sqlite;

/// <summary>
/// Finds what is not as it was written: pages, by SQLite's own check; journal rows, by their checksums; missing rows, by the head's sum and by gaps
/// in the numbers. Reads everything once, in one transaction.
/// </summary>
internal static class JournalCheck
{
    // A journal that is gone altogether would fill the terminal; the first lines say where to look.
    private const int MaxFaultsAKind = 100;

    private const string Entries = """
        SELECT coalesce(h.grain, 'journal ' || e.journal), e.position, e.number FROM journal_entries e LEFT JOIN journal_heads h USING(journal)
        WHERE h.grain IS NULL OR e.sum <> journal_sum(h.grain, e.position, e.number, e.version, e.payload) LIMIT ?
        """;

    private const string Snapshots = """
        SELECT coalesce(h.grain, 'journal ' || s.journal), s.position FROM journal_snapshots s LEFT JOIN journal_heads h USING(journal)
        WHERE h.grain IS NULL OR s.sum <> journal_sum(h.grain, s.position, NULL, s.version, s.payload) LIMIT ?
        """;

    private const string Heads = """
        SELECT h.grain, h.position FROM journal_heads h
        WHERE h.sum <> (SELECT coalesce(sum(e.sum), 0) FROM journal_entries e WHERE e.journal = h.journal) LIMIT ?
        """;

    // Numbers have no gap; what the oldest kept one is depends on the snapshot.
    private const string Gaps = """
        SELECT h.grain, n.before, n.number
        FROM (SELECT journal, number, lag(number) OVER (PARTITION BY journal ORDER BY number) AS before FROM journal_entries WHERE number IS NOT NULL) n
        JOIN journal_heads h USING(journal)
        WHERE n.number <> n.before + 1 AND h.is_purging = 0 LIMIT ?
        """;

    public static IReadOnlyList<string> Run(SqliteDatabase database)
    {
        var faults = new List<string>();
        try
        {
            AddPages(database, faults);
            // Before 2 there were no checksums.
            if (SqliteSchema.VersionOf(database) >= 2) AddRows(database, faults);
        }
        catch (SqliteFault fault) when (fault.IsDamage)
        {
            faults.Add($"the file cannot be read to its end: {fault.Message}");
        }
        return faults;
    }

    private static void AddPages(SqliteDatabase database, List<string> faults)
    {
        var check = database.Statement($"PRAGMA integrity_check({MaxFaultsAKind})");
        while (check.Read())
            if (check.Text(0) is not "ok" and var text) faults.Add($"the file: {text}");
    }

    private static void AddRows(SqliteDatabase database, List<string> faults)
    {
        var entries = database.Statement(Entries).Bind(0, MaxFaultsAKind);
        while (entries.Read())
            faults.Add($"{entries.Text(0)}: the entry at position {entries.Long(1)}{EventOf(entries.NullableLong(2))} is not as it was written");
        var snapshots = database.Statement(Snapshots).Bind(0, MaxFaultsAKind);
        while (snapshots.Read()) faults.Add($"{snapshots.Text(0)}: the snapshot at position {snapshots.Long(1)} is not as it was written");
        var gaps = database.Statement(Gaps).Bind(0, MaxFaultsAKind);
        while (gaps.Read()) faults.Add($"{gaps.Text(0)}: events are missing between {gaps.Long(1)} and {gaps.Long(2)}");
        var heads = database.Statement(Heads).Bind(0, MaxFaultsAKind);
        while (heads.Read()) faults.Add($"{heads.Text(0)}: its entries up to position {heads.Long(1)} are not all there, or not those that were written");
    }

    private static string EventOf(long? number) => number is null ? "" : $" (event {number})";
}
