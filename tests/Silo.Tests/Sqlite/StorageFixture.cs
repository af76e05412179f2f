using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

/// <summary>A store in a directory of its own, which can be closed and opened again.</summary>
internal sealed class StorageFixture
{
    private readonly TemporaryDirectory directory = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public StorageFixture() => Open();

    public string Path => directory.Path;

    public string DatabasePath => System.IO.Path.Combine(Path, "rooms.db");

    public SqliteStorage Storage { get; private set; } = null!;

    public SqliteRoomListings Listings { get; private set; } = null!;

    public SqliteOutboxStore Outbox { get; private set; } = null!;

    /// <summary>Counts at the next <see cref="ReopenAsync"/>.</summary>
    public OutboxOptions OutboxLimits { get; set; } = new();

    public IJournalStore Journals { get; private set; } = null!;

    public SqliteStorage OpenAnother(string path) => new(
        Microsoft.Extensions.Options.Options.Create(new DataOptions { Directory = path }),
        new SiloMetrics(services.GetRequiredService<IMeterFactory>()),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    public IJournalStore JournalsOf(SqliteStorage storage) => new SqliteJournalStore(storage, new SqliteRoomListings(storage), OutboxOf(storage));

    /// <summary>Keeps the committer inside a commit of its own until disposed, so that what is appended meanwhile waits together.</summary>
    public HoldingUnit HoldCommitter()
    {
        var unit = new HoldingUnit();
        _ = Storage.Committer.CommitAsync(unit);
        unit.WaitUntilHeld();
        return unit;
    }

    /// <summary>A database that may not grow past this many pages answers as a full disk does.</summary>
    public Task LimitPagesAsync(int pages) => Storage.Committer.CommitAsync(new PragmaUnit($"PRAGMA max_page_count={pages}"));

    public async Task ReopenAsync()
    {
        await Storage.DisposeAsync();
        Open();
    }

    public async Task CloseAsync()
    {
        await Storage.DisposeAsync();
        await services.DisposeAsync();
        directory.Delete();
    }

    private SqliteOutboxStore OutboxOf(SqliteStorage storage) => new(
        storage,
        Microsoft.Extensions.Options.Options.Create(OutboxLimits),
        new SiloMetrics(services.GetRequiredService<IMeterFactory>()),
        NullLogger<SqliteOutboxStore>.Instance);

    private void Open()
    {
        Storage = OpenAnother(Path);
        Listings = new SqliteRoomListings(Storage);
        Outbox = OutboxOf(Storage);
        Journals = new SqliteJournalStore(Storage, Listings, Outbox);
    }
}
