using Rooms.Contracts.Shutdown;

namespace Rooms.Silo.Sqlite;

/// <summary>The tables and their version (<c>PRAGMA user_version</c>): a newer one is refused, an older one is brought up to date after a backup.</summary>
internal static class SqliteSchema
{
    /// <summary>Raised by every change of the tables, and of what their rows hold (RoomFormat, StateUnit): an older program then refuses to start.</summary>
    public const int Version = 4;

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

    // 2: checksums of journals, and a row to write when the store is tried.
    private const string AddSums = """
        BEGIN IMMEDIATE;
        ALTER TABLE journal_heads ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE journal_heads ADD COLUMN is_purging INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE journal_entries ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE journal_snapshots ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        UPDATE journal_entries SET sum = journal_sum(
            (SELECT grain FROM journal_heads WHERE journal_heads.journal = journal_entries.journal), position, number, version, payload);
        UPDATE journal_snapshots SET sum = journal_sum(
            (SELECT grain FROM journal_heads WHERE journal_heads.journal = journal_snapshots.journal), position, NULL, version, payload);
        UPDATE journal_heads SET sum = (SELECT coalesce(sum(e.sum), 0) FROM journal_entries e WHERE e.journal = journal_heads.journal);
        CREATE TABLE store_facts(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        INSERT INTO store_facts VALUES('probes', 0);
        PRAGMA user_version = 2;
        COMMIT;
        """;

    // 3: how many rooms of an app are not closed, counted where rows change: a quota's check must not cost a scan. And usage (docs/usage.md): amounts by
    // app, day, room and kind, and what of each relay's counters is in them.
    private const string AddUsage = """
        BEGIN IMMEDIATE;
        CREATE TABLE app_rooms(app TEXT PRIMARY KEY, open INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO app_rooms SELECT app, COUNT(*) FROM rooms WHERE listed = 1 GROUP BY app;
        CREATE TRIGGER rooms_count_new AFTER INSERT ON rooms WHEN new.listed = 1 BEGIN
            INSERT INTO app_rooms(app, open) VALUES(new.app, 1) ON CONFLICT(app) DO UPDATE SET open = open + 1;
        END;
        CREATE TRIGGER rooms_count_change AFTER UPDATE OF listed ON rooms WHEN new.listed <> old.listed BEGIN
            UPDATE app_rooms SET open = open + new.listed - old.listed WHERE app = new.app;
        END;
        CREATE TRIGGER rooms_count_gone AFTER DELETE ON rooms WHEN old.listed = 1 BEGIN
            UPDATE app_rooms SET open = open - 1 WHERE app = old.app;
        END;
        CREATE TABLE usage(
            app TEXT NOT NULL,
            day INTEGER NOT NULL,
            room TEXT NOT NULL,
            kind TEXT NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY(app, day, room, kind)) WITHOUT ROWID;
        CREATE TABLE usage_seen(
            app TEXT NOT NULL,
            epoch TEXT NOT NULL,
            at INTEGER NOT NULL,
            counters BLOB NOT NULL,
            PRIMARY KEY(app, epoch)) WITHOUT ROWID;
        PRAGMA user_version = 3;
        COMMIT;
        """;

    // 4: events that wait for webhooks (docs/webhooks.md), written in the transactions of the events themselves; and when each lane of them may be posted.
    private const string AddOutbox = """
        BEGIN IMMEDIATE;
        CREATE TABLE outbox(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            app TEXT NOT NULL,
            lane TEXT NOT NULL,
            event TEXT NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            body BLOB NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            died_at INTEGER,
            error TEXT);
        CREATE INDEX outbox_by_lane ON outbox(app, lane, id) WHERE died_at IS NULL;
        CREATE INDEX outbox_pending ON outbox(app, id) WHERE died_at IS NULL;
        CREATE INDEX outbox_dead ON outbox(app, id) WHERE died_at IS NOT NULL;
        CREATE INDEX outbox_died ON outbox(died_at) WHERE died_at IS NOT NULL;
        CREATE TABLE outbox_lanes(
            app TEXT NOT NULL,
            lane TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            lease INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY(app, lane)) WITHOUT ROWID;
        CREATE INDEX outbox_lanes_due ON outbox_lanes(app, due_at);
        CREATE TABLE outbox_counts(
            app TEXT PRIMARY KEY, pending INTEGER NOT NULL, dead INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TRIGGER outbox_count_new AFTER INSERT ON outbox BEGIN
            INSERT INTO outbox_counts(app, pending) VALUES(new.app, 1) ON CONFLICT(app) DO UPDATE SET pending = pending + 1;
        END;
        CREATE TRIGGER outbox_count_change AFTER UPDATE OF died_at ON outbox WHEN (new.died_at IS NULL) <> (old.died_at IS NULL) BEGIN
            UPDATE outbox_counts SET pending = pending + (new.died_at IS NULL) - (old.died_at IS NULL), dead = dead + (old.died_at IS NULL) - (new.died_at IS NULL)
            WHERE app = new.app;
        END;
        CREATE TRIGGER outbox_count_gone AFTER DELETE ON outbox BEGIN
            UPDATE outbox_counts SET pending = pending - (old.died_at IS NULL), dead = dead - (old.died_at IS NOT NULL) WHERE app = old.app;
        END;
        PRAGMA user_version = 4;
        COMMIT;
        """;

    // From version n to n + 1, n being the place.
    private static readonly string[] Steps = [Tables, AddSums, AddUsage, AddOutbox];

    /// <summary>Makes the tables, or brings older ones up to date; <paramref name="backUp"/> is called with their version before they are changed.</summary>
    public static void Apply(SqliteDatabase database, Action<int> backUp)
    {
        var version = VersionOf(database);
        RefuseNewer(version, "the database");
        if (version == Version) return;
        if (version > 0) backUp(version);
        foreach (var step in Steps[version..]) database.RunScript(step);
    }

    public static int VersionOf(SqliteDatabase database) => (int)(database.Statement("PRAGMA user_version").RunScalar() ?? 0);

    public static void RefuseNewer(int version, string what)
    {
        if (version <= Version) return;
        throw new SiloStartException(
            StartFault.DataNewer, $"{what} was made by a newer version of Rooms (schema {version}; this one knows {Version}): run the newer program");
    }
}
