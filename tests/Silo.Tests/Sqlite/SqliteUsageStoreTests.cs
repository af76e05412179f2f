using System.Collections.Immutable;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Apps;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteUsageStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableSortedDictionary<string, long> Counted = ImmutableSortedDictionary<string, long>.Empty.Add("out:flv", 100);

    private readonly StorageFixture fixture = new();

    private SqliteUsageStore Store => new(fixture.Storage);

    private static UsageQuery All => new(0, 10, null, null, 100);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Write_AmountsAndPeaks_AddAndRaise()
    {
        await Store.WriteAsync(Write(added: 100, peak: 9));
        await Store.WriteAsync(Write(added: 50, peak: 4));

        Assert.Equal([new(5, "r", "out:flv", 150), new(5, "r", "peak", 9)], await ReadAsync());
    }

    [Fact]
    public async Task Write_AfterReopening_EverythingIsThere()
    {
        await Store.WriteAsync(Write(added: 100, peak: 9));

        await fixture.ReopenAsync();

        Assert.Equal(2, (await ReadAsync()).Count);
        var seen = Assert.Single(await Store.ReadSeenAsync("shop", default));
        Assert.Equal(("e", Now, 100L), (seen.Epoch, seen.At, seen.Counters["out:flv"]));
    }

    [Fact]
    public async Task Write_OldDaysAndEpochs_AreForgotten()
    {
        await Store.WriteAsync(Write(added: 100, peak: 9));

        await Store.WriteAsync(new UsageWrite("shop", [], [], []) { ForgetSeenBefore = Now.AddSeconds(1), FirstDayKept = 6 });

        Assert.Empty(await ReadAsync());
        Assert.Empty(await Store.ReadSeenAsync("shop", default));
    }

    [Fact]
    public async Task ReadBytes_OfADay_IsBothDirectionsOfThisAppAlone()
    {
        UsageAmount[] amounts = [new(5, "r", "in:rtmp", 10), new(5, "q", "out:flv", 20), new(5, "r", "viewer_ms", 40), new(6, "r", "in:rtmp", 80)];
        await Store.WriteAsync(Write(0, 0) with { Added = amounts });
        await Store.WriteAsync(Write(0, 0) with { App = "other", Added = amounts });

        Assert.Equal(30, await Store.ReadBytesAsync("shop", 5, default));
    }

    [Fact]
    public async Task Read_MoreThanTheLimit_AnswersTheFirstOnes()
    {
        await Store.WriteAsync(Write(added: 100, peak: 9));

        Assert.Equal("out:flv", Assert.Single(await Store.ReadAsync("shop", All with { Limit = 1 }, default)).Kind);
    }

    [Theory]
    [InlineData(5, null, null, "5a 5b 5c 6a 6b")]
    [InlineData(5, null, "5b", "5c 6a 6b")]
    [InlineData(5, null, "5z", "6a 6b")]
    [InlineData(6, null, "5b", "6a 6b")]
    [InlineData(5, null, "6b", "")]
    [InlineData(5, "b", null, "5b 6b")]
    [InlineData(5, "b", "5a", "5b 6b")]
    [InlineData(5, "b", "5b", "6b")]
    [InlineData(6, "b", "5a", "6b")]
    [InlineData(5, "z", null, "")]
    public async Task Read_AfterAPositionOrOfOneRoom_AnswersTheRest(int fromDay, string? room, string? after, string expected)
    {
        UsageAmount[] amounts = [new(5, "b", "peak", 1), new(5, "a", "peak", 1), new(6, "b", "peak", 1), new(5, "c", "peak", 1), new(6, "a", "peak", 1), new(7, "a", "peak", 1)];
        await Store.WriteAsync(new UsageWrite("shop", amounts, [], []));
        var position = after is null ? null : new UsagePosition(after[0] - '0', after[1..]);

        var read = await Store.ReadAsync("shop", new UsageQuery(fromDay, 6, room, position, 100), default);

        Assert.Equal(expected, string.Join(' ', read.Select(amount => $"{amount.Day}{amount.Room}")));
    }

    [Fact]
    public async Task Append_WithMessages_CountsThemInTheSameTransaction()
    {
        await fixture.Journals.AppendAsync(Units.First("room/shop/r") with { Messages = new MessageCount("shop", "r", 5, 2) });
        await Assert.ThrowsAsync<JournalConflictException>(
            () => fixture.Journals.AppendAsync(Units.First("room/shop/r") with { Messages = new MessageCount("shop", "r", 5, 2) }));

        Assert.Equal(new UsageAmount(5, "r", UsageKinds.Messages, 2), Assert.Single(await ReadAsync()));
    }

    // One transaction for all: the count is exact within it, too.
    [Fact]
    public async Task Append_RoomsBeyondTheQuotaInOneBatch_AreRefusedAndLeaveNothing()
    {
        Task[] appends;
        using (fixture.HoldCommitter())
            appends = [.. Enumerable.Range(0, 5).Select(i => fixture.Journals.AppendAsync(Units.First($"room/shop/r{i}") with { Listing = Units.Listing($"r{i}") with { MaxRooms = 3 } }))];

        await Task.WhenAll(appends.Take(3));
        foreach (var refused in appends[3..]) await Assert.ThrowsAsync<JournalQuotaException>(() => refused);

        Assert.Null(await fixture.Journals.OpenAsync("room/shop/r4", default));
        Assert.Equal(3, await OpenRoomsAsync());
    }

    [Fact]
    public async Task OpenRooms_ThroughAllTheirStates_AreCounted()
    {
        await fixture.Journals.AppendAsync(Units.First("room/shop/a") with { Listing = Units.Listing("a") });
        await fixture.Journals.AppendAsync(Units.First("room/shop/b") with { Listing = Units.Listing("b") });
        var opened = await fixture.Journals.OpenAsync("room/shop/a", default);

        await fixture.Journals.AppendAsync(Units.After("room/shop/a", opened!) with { Listing = Units.Listing("a", RoomStatus.Closed, Now) });

        Assert.Equal(1, await OpenRoomsAsync());
    }

    [Fact]
    public void Apply_DatabaseOfVersionTwo_CountsTheRoomsThatAreThere()
    {
        var directory = new TemporaryDirectory();
        using (var database = SqliteDatabase.OpenToWrite(Path.Combine(directory.Path, "rooms.db")))
        {
            SqliteSchema.Apply(database, _ => { });
            RoomRows.Upsert(database, Units.Listing("a"));
            RoomRows.Upsert(database, Units.Listing("b"));
            RoomRows.Upsert(database, Units.Listing("c", RoomStatus.Closed, Now));
            foreach (var gone in new[] { "TRIGGER rooms_count_new", "TRIGGER rooms_count_change", "TRIGGER rooms_count_gone", "TABLE app_rooms", "TABLE usage", "TABLE usage_seen", "TABLE outbox", "TABLE outbox_lanes", "TABLE outbox_counts" })
                database.Run($"DROP {gone}");
            database.Run("PRAGMA user_version=2");

            SqliteSchema.Apply(database, _ => { });

            Assert.Equal(2, RoomRows.CountOpen(database, "shop"));
        }
        directory.Delete();
    }

    private static UsageWrite Write(long added, long peak) =>
        new("shop", [new(5, "r", "out:flv", added)], [new(5, "r", UsageKinds.PeakViewers, peak)], [new("e", Now, Counted)]);

    private Task<IReadOnlyList<UsageAmount>> ReadAsync() => Store.ReadAsync("shop", All, default);

    private Task<long> OpenRoomsAsync() => fixture.Storage.Readers.ReadAsync(database => RoomRows.CountOpen(database, "shop"), default);
}
