using System.Text;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteJournalStoreTests : IAsyncLifetime
{
    private StorageFixture fixture = null!;

    private IJournalStore Store => fixture.Journals;

    public Task InitializeAsync()
    {
        fixture = new StorageFixture();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Open_UnknownGrain_AnswersNothingAndCommitsNothing()
    {
        var image = await Store.OpenAsync("room/shop/nobody", CancellationToken.None);

        Assert.Null(image);
        Assert.Equal(0, fixture.Storage.Committer.Commits);
    }

    [Fact]
    public async Task Open_AfterAppends_GivesTheEntriesUnderANewEpoch()
    {
        await Store.AppendAsync(Units.First("g", epoch: 100, rows: 3));

        var image = await Store.OpenAsync("g", CancellationToken.None);

        Assert.Equal((101, 3), (image!.Epoch, image.Position));
        Assert.Equal(["entry 1", "entry 2", "entry 3"], image.Tail.Select(row => Encoding.UTF8.GetString(row.Payload)));
    }

    [Fact]
    public async Task Append_OfAnOlderOpening_FailsAloneInItsBatch()
    {
        await Store.AppendAsync(Units.First("g"));
        var older = await Store.OpenAsync("g", CancellationToken.None);
        var newer = await Store.OpenAsync("g", CancellationToken.None);
        using var held = fixture.HoldCommitter();
        var fenced = Store.AppendAsync(Units.After("g", older!) with { Listing = Units.Listing("g") });
        var other = Store.AppendAsync(Units.First("h"));
        var mine = Store.AppendAsync(Units.After("g", newer!));

        held.Dispose();
        await other;
        await mine;

        await Assert.ThrowsAsync<JournalConflictException>(() => fenced);
        Assert.Equal(2, (await Store.OpenAsync("g", CancellationToken.None))!.Position);
        Assert.Empty(await fixture.Listings.PageAsync("shop", null, null, long.MaxValue, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Append_TwoFirstOnesOfAGrain_OnlyOneIsWritten()
    {
        var first = Store.AppendAsync(Units.First("g", epoch: 100, rows: 2));
        var second = Store.AppendAsync(Units.First("g", epoch: 200));

        await first;

        await Assert.ThrowsAsync<JournalConflictException>(() => second);
        Assert.Equal(2, (await Store.OpenAsync("g", CancellationToken.None))!.Position);
    }

    [Fact]
    public async Task Append_StreamIdThatIsTaken_WritesNothing()
    {
        await Store.AppendAsync(Units.First("g") with { Placing = new StreamPlacing("s1", "shop", "g") });

        var taken = Store.AppendAsync(Units.First("h") with { Placing = new StreamPlacing("s1", "other", "h") });

        await Assert.ThrowsAsync<JournalConflictException>(() => taken);
        Assert.Null(await Store.OpenAsync("h", CancellationToken.None));
    }

    [Fact]
    public async Task Append_ManyThatWait_ShareOneCommit()
    {
        await Store.AppendAsync(Units.First("warm"));
        using var held = fixture.HoldCommitter();
        var appends = Enumerable.Range(0, 100).Select(i => Store.AppendAsync(Units.First($"g{i}"))).ToArray();
        var before = fixture.Storage.Committer.Commits;

        held.Dispose();
        await Task.WhenAll(appends);

        // The commit that held the others, and theirs.
        Assert.Equal(before + 2, fixture.Storage.Committer.Commits);
    }

    [Fact]
    public async Task Append_EightWriters_EveryEntryIsThereAfterReopening()
    {
        const int Writers = 8, Appends = 100;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync($"g{w}", Appends))));

        await fixture.ReopenAsync();

        for (var w = 0; w < Writers; w++)
        {
            var image = await Store.OpenAsync($"g{w}", CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, Appends).Select(n => (long)n), image!.Tail.Select(row => row.Position));
        }
    }

    [Fact]
    public async Task Append_WithSnapshot_KeepsOnlyWhatIsStillRead()
    {
        await Store.AppendAsync(Units.First("g", epoch: 100, rows: 10));
        var opened = await Store.OpenAsync("g", CancellationToken.None);
        var snapshot = new JournalSnapshot(12, 1, Encoding.UTF8.GetBytes("state at 12"), KeepFrom: 9);

        await Store.AppendAsync(Units.After("g", opened!, rows: 2) with { Snapshot = snapshot });

        var again = await Store.OpenAsync("g", CancellationToken.None);
        Assert.Empty(again!.Tail);
        Assert.Equal("state at 12", Encoding.UTF8.GetString(again.Snapshot!.Payload));
        var history = await Store.ReadAsync("g", 0, 100, CancellationToken.None);
        Assert.Equal([9, 10, 11, 12], history.Select(row => row.Number!.Value));
    }

    [Fact]
    public async Task Acknowledged_ReadFromACopyOfTheFiles_IsThere()
    {
        // What a power cut leaves: database and log as they are on disk while the process still runs.
        await Store.AppendAsync(Units.First("g", rows: 5));
        var copy = Directory.CreateDirectory(Path.Combine(fixture.Path, "copy")).FullName;
        foreach (var suffix in new[] { "", "-wal" }) File.Copy(fixture.DatabasePath + suffix, Path.Combine(copy, "rooms.db" + suffix));

        await using var reopened = fixture.OpenAnother(copy);
        var store = fixture.JournalsOf(reopened);

        Assert.Equal(5, (await store.OpenAsync("g", CancellationToken.None))!.Position);
    }

    [Fact]
    public async Task Append_DiskFull_FailsAndRecoversWhenThereIsRoom()
    {
        await Store.AppendAsync(Units.First("small"));
        await fixture.LimitPagesAsync(1);
        var large = Units.First("large") with { Rows = [new JournalRow(1, 1, 1, new byte[1 << 20])] };

        var refused = Store.AppendAsync(large);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => refused);
        Assert.NotNull(fixture.Storage.Committer.Trouble);
        await fixture.LimitPagesAsync(1_000_000);
        await Store.AppendAsync(large);

        Assert.Null(fixture.Storage.Committer.Trouble);
        Assert.Equal(1, (await Store.OpenAsync("large", CancellationToken.None))!.Position);
    }

    private async Task WriteAsync(string grain, int appends)
    {
        await Store.AppendAsync(Units.First(grain));
        for (var after = 1; after < appends; after++)
            await Store.AppendAsync(new JournalUnit(grain, 100, after, false, Units.Rows(after, 1)));
    }
}
