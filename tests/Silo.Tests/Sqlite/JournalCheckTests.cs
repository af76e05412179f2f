using System.Text;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo.Tests.Sqlite;

/// <summary>Each kind of damage is planted below the store, found and named.</summary>
public sealed class JournalCheckTests : IAsyncLifetime
{
    private const string Grain = "room/shop/r";
    private StorageFixture fixture = null!;

    public async Task InitializeAsync()
    {
        fixture = new StorageFixture();
        await fixture.Journals.AppendAsync(Units.First("room/shop/other", rows: 5));
        await fixture.Journals.AppendAsync(Units.First(Grain, rows: 20));
        var opened = (await fixture.Journals.OpenAsync(Grain, CancellationToken.None))!;
        var snapshot = new JournalSnapshot(22, 1, Encoding.UTF8.GetBytes("state at 22"), KeepFrom: 11);
        await fixture.Journals.AppendAsync(Units.After(Grain, opened, rows: 2) with { Snapshot = snapshot });
        opened = (await fixture.Journals.OpenAsync(Grain, CancellationToken.None))!;
        await fixture.Journals.AppendAsync(Units.After(Grain, opened, rows: 3));
    }

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Check_AsItWasWritten_FindsNothing() => Assert.Empty(await CheckAsync());

    [Theory]
    [InlineData("UPDATE journal_entries SET payload = CAST('entry 1X' AS BLOB) WHERE journal = 2 AND position = 14", "position 14 (event 14)")]
    [InlineData("UPDATE journal_entries SET number = 99 WHERE journal = 2 AND position = 25", "position 25 (event 99)")]
    [InlineData("UPDATE journal_entries SET version = 2 WHERE journal = 2 AND position = 23", "position 23")]
    [InlineData("UPDATE journal_entries SET sum = sum + 1 WHERE journal = 2 AND position = 23", "position 23")]
    [InlineData("UPDATE journal_snapshots SET payload = CAST('state at 23' AS BLOB) WHERE journal = 2", "the snapshot at position 22")]
    [InlineData("DELETE FROM journal_entries WHERE journal = 2 AND position = 15", "events are missing between 14 and 16")]
    [InlineData("DELETE FROM journal_entries WHERE journal = 2 AND position = 25", "entries up to position 25 are not all there")]
    [InlineData("UPDATE journal_heads SET grain = 'room/shop/r' || 's' WHERE journal = 2", "room/shop/rs: the entry at position 11")]
    [InlineData("DELETE FROM journal_heads WHERE journal = 2", "journal 2: the entry at position 11")]
    public async Task Check_PlantedDamage_IsFoundAndNamed(string damage, string found)
    {
        await fixture.Storage.Committer.CommitAsync(new PragmaUnit(damage));

        var faults = await CheckAsync();

        Assert.Contains(faults, fault => fault.Contains(found, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_RowMovedToAnotherJournal_IsFound()
    {
        await fixture.Storage.Committer.CommitAsync(new PragmaUnit("UPDATE journal_entries SET journal = 1, position = 6, number = 6 WHERE journal = 2 AND position = 25"));

        var faults = await CheckAsync();

        Assert.Contains(faults, fault => fault.StartsWith("room/shop/other: the entry at position 6", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith(Grain, StringComparison.Ordinal));
    }

    [Fact]
    public void Sum_OfEachPart_IsAnotherWhenThePartIs()
    {
        var seed = JournalSum.Seed(Grain);
        byte[] payload = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        byte[] changed = [1, 2, 3, 4, 5, 6, 7, 8, 8];

        long[] sums =
        [
            JournalSum.Of(seed, 1, 1, 1, payload), JournalSum.Of(JournalSum.Seed("room/shop/s"), 1, 1, 1, payload), JournalSum.Of(seed, 2, 1, 1, payload),
            JournalSum.Of(seed, 1, 2, 1, payload), JournalSum.Of(seed, 1, null, 1, payload), JournalSum.Of(seed, 1, 1, 2, payload), JournalSum.Of(seed, 1, 1, 1, changed),
        ];

        Assert.Equal(sums.Length, sums.Distinct().Count());
    }

    private Task<IReadOnlyList<string>> CheckAsync() => fixture.Storage.Readers.ReadAsync(JournalCheck.Run, CancellationToken.None);
}
