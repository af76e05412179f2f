namespace Rooms.Silo.Sqlite;

/// <summary>The tables and their version (<c>PRAGMA user_version</c>).</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    // Journals are keyed by a rising number instead of their text key: entries of new rooms then land on the tree's right edge, not all over it.
    // A room keeps its number for life, so that paging by number neither repeats nor skips one that changes.
    private const string Tables = """
        BEGIN IMMEDIATE;
        CREATE TABLE journal_heads(
            journal INTEGER PRIMARY KEY AUTOINCREMENT,
            grain TEXT NOT NULL UNIQUE,
            epoch INTEGER NOT NULL,
            position INTEGER NOT NULL);
        CREATE TABLE journal_entries(
            journal INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY(journal, position)) WITHOUT ROWID;
        CREATE UNIQUE INDEX journal_numbers ON journal_entries(journal, number) WHERE number IS NOT NULL;
        CREATE TABLE journal_snapshots(
            journal INTEGER PRIMARY KEY,
            position INTEGER NOT NULL,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL);
        CREATE TABLE rooms(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            app TEXT NOT NULL,
            room TEXT NOT NULL,
            scene INTEGER NOT NULL,
            status INTEGER NOT NULL,
            listed INTEGER NOT NULL,
            closed_at INTEGER,
            view BLOB NOT NULL);
        CREATE UNIQUE INDEX rooms_by_name ON rooms(app, room);
        CREATE INDEX rooms_listed ON rooms(app, number) WHERE listed = 1;
        CREATE INDEX rooms_listed_by_scene ON rooms(app, scene, number) WHERE listed = 1;
        CREATE INDEX rooms_by_status ON rooms(app, status, number);
        CREATE INDEX rooms_by_scene_and_status ON rooms(app, scene, status, number);
        CREATE INDEX rooms_closed ON rooms(closed_at) WHERE closed_at IS NOT NULL;
        CREATE TABLE streams(stream TEXT PRIMARY KEY, app TEXT NOT NULL, room TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX streams_by_room ON streams(app, room);
        CREATE TABLE grain_states(
            name TEXT NOT NULL,
            grain TEXT NOT NULL,
            etag INTEGER NOT NULL,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY(name, grain)) WITHOUT ROWID;
        CREATE TABLE reminders(
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            start_at INTEGER NOT NULL,
            period INTEGER NOT NULL,
            PRIMARY KEY(grain, name)) WITHOUT ROWID;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    public static void Apply(SqliteDatabase database)
    {
        var version = database.Statement("PRAGMA user_version").RunScalar() ?? 0;
        if (version > Version)
            throw new SiloStartException($"the database was made by a newer version of Rooms (schema {version}; this one knows {Version}): run the newer program");
        if (version == 0) database.RunScript(Tables);
    }
}
