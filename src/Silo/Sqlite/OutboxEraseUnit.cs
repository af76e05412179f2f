namespace Rooms.Silo.Sqlite;

/// <summary>
/// Erases what a user wrote from events that wait for the app's backend or were given up, as docs/privacy.md says: a bounded number of rows at a time. The
/// events stay, in their order and under their ids.
/// </summary>
internal sealed class OutboxEraseUnit(string app, string user, long after) : CommitUnit
{
    private const int MaxRows = 1_000;

    // A message in a room (OutboxEntries.OfRoom).
    private const string OfRooms = """
        UPDATE outbox SET body = CAST(json_set(json_remove(CAST(body AS TEXT), '$.data.text', '$.data.data'), '$.data.erased', json('true')) AS BLOB)
        WHERE id > ?1 AND id <= ?2 AND app = ?3 AND type = 'message' AND json_extract(CAST(body AS TEXT), '$.user') = ?4
        """;

    // A message that found nobody there (UserEvents.OfflineData): to the user, with the push tokens of the devices, or by the user to somebody else.
    private const string ToUser = """
        UPDATE outbox SET body = CAST(json_set(json_remove(CAST(body AS TEXT), '$.data.message.text', '$.data.message.data'),
            '$.data.message.erased', json('true'), '$.data.devices', json('[]')) AS BLOB)
        WHERE id > ?1 AND id <= ?2 AND app = ?3 AND type = 'message.offline' AND json_extract(CAST(body AS TEXT), '$.user') = ?4
        """;
    private const string ByUser = """
        UPDATE outbox SET body = CAST(json_set(json_remove(CAST(body AS TEXT), '$.data.message.text', '$.data.message.data'),
            '$.data.message.erased', json('true')) AS BLOB)
        WHERE id > ?1 AND id <= ?2 AND app = ?3 AND type = 'message.offline' AND json_extract(CAST(body AS TEXT), '$.data.message.from') = ?4
        """;

    public override int Rows => MaxRows;

    /// <summary>The last row that was looked at; null: there are no more.</summary>
    public long? Last { get; private set; }

    public override void Write(SqliteDatabase database)
    {
        var last = database.Statement("SELECT id FROM (SELECT id FROM outbox WHERE id > ? ORDER BY id LIMIT ?) ORDER BY id DESC LIMIT 1").Bind(0, after).Bind(1, MaxRows).RunScalar();
        Last = last;
        if (last is not { } upTo) return;
        foreach (var erase in new[] { OfRooms, ToUser, ByUser }) database.Statement(erase).Bind(0, after).Bind(1, upTo).Bind(2, app).Bind(3, user).Run();
    }
}
