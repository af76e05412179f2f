using System.Text;
using Rooms.Contracts.Shutdown;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteSchemaTests
{
    [Fact]
    public void Apply_DatabaseOfANewerProgram_IsRefused()
    {
        var directory = new TemporaryDirectory();
        using (var database = SqliteDatabase.OpenToWrite(Path.Combine(directory.Path, "rooms.db")))
        {
            SqliteSchema.Apply(database, NoBackup);
            SqliteSchema.Apply(database, NoBackup);
            database.Run($"PRAGMA user_version={SqliteSchema.Version + 1}");

            var fault = Assert.Throws<SiloStartException>(() => SqliteSchema.Apply(database, NoBackup));
            Assert.Equal(StartFault.DataNewer, fault.Fault);
            Assert.Contains("newer", fault.Message, StringComparison.Ordinal);
        }
        directory.Delete();
    }

    [Fact]
    public async Task Open_DatabaseOfVersion1_IsBroughtUpToDate_AfterABackup()
    {
        var fixture = new StorageFixture();
        var folder = Directory.CreateDirectory(Path.Combine(fixture.Path, "older")).FullName;
        var file = Path.Combine(folder, "rooms.db");
        using (var older = SqliteDatabase.OpenToWrite(file)) older.RunScript(SchemaOne.Script);

        await using (var storage = fixture.OpenAnother(folder))
        {
            var journals = fixture.JournalsOf(storage);
            var opened = (await journals.OpenAsync("room/shop/old", CancellationToken.None))!;
            await journals.AppendAsync(Units.After("room/shop/old", opened));

            Assert.Equal(["one", "two"], opened.Tail.Select(row => Encoding.UTF8.GetString(row.Payload)));
            Assert.Empty(await storage.Readers.ReadAsync(JournalCheck.Run, CancellationToken.None));
        }
        using (var kept = SqliteDatabase.OpenFile(file + ".schema-1"))
        {
            Assert.Equal(1, SqliteSchema.VersionOf(kept));
            Assert.Equal(2, kept.Statement("SELECT count(*) FROM journal_entries").RunScalar());
        }
        await fixture.CloseAsync();
    }

    // 100,000 rooms page as fast as 100 because no page sorts or scans: each list has an index of exactly its columns.
    [Theory]
    [InlineData("listed = 1", "rooms_listed")]
    [InlineData("listed = 1 AND scene = 0", "rooms_listed_by_scene")]
    [InlineData("status = 2", "rooms_by_status")]
    [InlineData("scene = 0 AND status = 2", "rooms_by_scene_and_status")]
    public void Page_OfEachList_WalksItsIndex(string filter, string index)
    {
        var directory = new TemporaryDirectory();
        using (var database = SqliteDatabase.OpenToWrite(Path.Combine(directory.Path, "rooms.db")))
        {
            SqliteSchema.Apply(database, NoBackup);
            var plan = database.Statement($"EXPLAIN QUERY PLAN SELECT number, view FROM rooms WHERE app = 'a' AND {filter} AND number < 9 ORDER BY number DESC LIMIT 20");
            var steps = new List<string>();
            while (plan.Read()) steps.Add(plan.Text(3));

            Assert.Contains($"USING INDEX {index} ", Assert.Single(steps), StringComparison.Ordinal);
        }
        directory.Delete();
    }

    private static void NoBackup(int version) => Assert.Fail($"a backup of version {version} was wanted");
}
