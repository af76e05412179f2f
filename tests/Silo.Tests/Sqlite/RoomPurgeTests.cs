using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Directory;
using Rooms.Grains.Rooms;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class RoomPurgeTests
{
    private static readonly FakeTimeProvider Time = new();

    [Fact]
    public async Task Purge_RoomsThatClosedLongAgo_DeletesAllOfThemAndNothingElse()
    {
        var fixture = new StorageFixture();
        var now = Time.GetUtcNow();
        await AddAsync(fixture, "old", RoomStatus.Closed, now.AddHours(-26), entries: 2_500);
        await AddAsync(fixture, "recent", RoomStatus.Closed, now.AddHours(-23), entries: 3);
        await AddAsync(fixture, "open", RoomStatus.Open, null, entries: 3);
        using var purge = new RoomPurge(fixture.Storage, fixture.Listings, Time, NullLogger<RoomPurge>.Instance);

        var deleted = await purge.PurgeAsync(CancellationToken.None);

        Assert.Equal(1, deleted);
        Assert.Null(await fixture.Journals.OpenAsync(RoomRetention.JournalOf("shop", "old"), CancellationToken.None));
        Assert.NotNull(await fixture.Journals.OpenAsync(RoomRetention.JournalOf("shop", "recent"), CancellationToken.None));
        Assert.NotNull(await fixture.Journals.OpenAsync(RoomRetention.JournalOf("shop", "open"), CancellationToken.None));
        var places = new SqliteStreamPlaces(fixture.Storage);
        Assert.Null(await places.FindAsync("stream-old", CancellationToken.None));
        Assert.NotNull(await places.FindAsync("stream-open", CancellationToken.None));
        Assert.Equal(0, await fixture.Storage.Readers.ReadAsync(
            database => database.Statement("SELECT count(*) FROM journal_entries WHERE position > 3").RunScalar(), CancellationToken.None));
        await fixture.CloseAsync();
    }

    [Fact]
    public async Task Append_ToAPurgedAndRemadeJournal_IsFenced()
    {
        var fixture = new StorageFixture();
        var grain = RoomRetention.JournalOf("shop", "r");
        await AddAsync(fixture, "r", RoomStatus.Closed, Time.GetUtcNow().AddDays(-2), entries: 1);
        var stale = await fixture.Journals.OpenAsync(grain, CancellationToken.None);
        using var purge = new RoomPurge(fixture.Storage, fixture.Listings, Time, NullLogger<RoomPurge>.Instance);
        await purge.PurgeAsync(CancellationToken.None);
        await fixture.Journals.AppendAsync(Units.First(grain, epoch: 5_000));

        await Assert.ThrowsAsync<Rooms.Grains.Journal.JournalConflictException>(() => fixture.Journals.AppendAsync(Units.After(grain, stale!)));
        await fixture.CloseAsync();
    }

    private static Task AddAsync(StorageFixture fixture, string room, RoomStatus status, DateTimeOffset? closedAt, int entries) =>
        fixture.Journals.AppendAsync(Units.First(RoomRetention.JournalOf("shop", room), rows: entries) with
        {
            Listing = Units.Listing(room, status, closedAt),
            Placing = new StreamPlacing($"stream-{room}", "shop", room),
        });
}
