namespace Rooms.Silo.Tests.Sqlite;

/// <summary>A database as the first version made it, with a journal of two entries: never changed, however the schema goes on.</summary>
internal static class SchemaOne
{
    public const string Script = """
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
        INSERT INTO journal_heads VALUES(1, 'room/shop/old', 100, 2);
        INSERT INTO journal_entries VALUES(1, 1, 1, 1, CAST('one' AS BLOB)), (1, 2, 2, 1, CAST('two' AS BLOB));
        INSERT INTO grain_states VALUES('user', 'user/shop/anna', 1, 1, CAST('{}' AS BLOB));
        COMMIT;
        """;
}
