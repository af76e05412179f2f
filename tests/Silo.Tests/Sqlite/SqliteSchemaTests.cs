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
            SqliteSchema.Apply(database);
            SqliteSchema.Apply(database);
            database.Run($"PRAGMA user_version={SqliteSchema.Version + 1}");

            var fault = Assert.Throws<SiloStartException>(() => SqliteSchema.Apply(database));
            Assert.Contains("newer", fault.Message, StringComparison.Ordinal);
        }
        directory.Delete();
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
            SqliteSchema.Apply(database);
            var plan = database.Statement($"EXPLAIN QUERY PLAN SELECT number, view FROM rooms WHERE app = 'a' AND {filter} AND number < 9 ORDER BY number DESC LIMIT 20");
            var steps = new List<string>();
            while (plan.Read()) steps.Add(plan.Text(3));

            Assert.Contains($"USING INDEX {index} ", Assert.Single(steps), StringComparison.Ordinal);
        }
        directory.Delete();
    }
}
