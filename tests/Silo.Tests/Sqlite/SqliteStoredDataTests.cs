using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteStoredDataTests : IAsyncLifetime
{
    private const string Secrets = """{"Urls:PushKey":"kept"}""";
    private readonly TemporaryDirectory elsewhere = new();
    private StorageFixture fixture = null!;

    private string BackupFile => Path.Combine(elsewhere.Path, "backup");

    private string Empty => Path.Combine(elsewhere.Path, "empty");

    public async Task InitializeAsync()
    {
        fixture = new StorageFixture();
        File.WriteAllText(Path.Combine(fixture.Path, "secrets.json"), Secrets);
        await fixture.Journals.AppendAsync(Units.First("room/shop/r", rows: 7));
    }

    public async Task DisposeAsync()
    {
        await fixture.CloseAsync();
        elsewhere.Delete();
    }

    [Fact]
    public async Task BackUp_WhileTheStoreIsOpen_ThenRestore_GivesBackAll()
    {
        var report = Data(fixture.Path).BackUp(BackupFile);
        await fixture.Journals.AppendAsync(Units.First("room/shop/later"));
        Data(Empty).Restore(BackupFile);

        await using var restored = fixture.OpenAnother(Empty);
        var journals = fixture.JournalsOf(restored);
        Assert.Equal((1, 7), (report.Journals, report.Entries));
        Assert.Equal(7, (await journals.OpenAsync("room/shop/r", CancellationToken.None))!.Position);
        Assert.Null(await journals.OpenAsync("room/shop/later", CancellationToken.None));
        Assert.Equal(Secrets, File.ReadAllText(Path.Combine(Empty, "secrets.json")));
        foreach (var file in new[] { BackupFile, Path.Combine(Empty, "secrets.json") })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Empty(Data(Empty).Verify(null).Faults);
    }

    [Fact]
    public void Restore_WhereDataIs_IsRefused()
    {
        Data(fixture.Path).BackUp(BackupFile);
        Data(Empty).Restore(BackupFile);

        Assert.Equal(StartFault.DataExists, FaultOf(() => Data(Empty).Restore(BackupFile)));
        Assert.Equal(StartFault.DataInUse, FaultOf(() => Data(fixture.Path).Restore(BackupFile)));
    }

    [Fact]
    public void Restore_OfADamagedBackup_IsRefusedAndLeavesNothing()
    {
        Data(fixture.Path).BackUp(BackupFile);
        Change(BackupFile, "UPDATE journal_entries SET payload = x'00' WHERE position = 3");

        var fault = Assert.Throws<SiloStartException>(() => Data(Empty).Restore(BackupFile));

        Assert.Equal(StartFault.DataDamaged, fault.Fault);
        Assert.Contains("room/shop/r: the entry at position 3", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["rooms.lock"], Directory.GetFiles(Empty).Select(Path.GetFileName));
        Assert.Single(Data(Empty).Verify(BackupFile).Faults);
    }

    [Fact]
    public void Restore_OfANewerBackup_IsRefused()
    {
        Data(fixture.Path).BackUp(BackupFile);
        Change(BackupFile, $"PRAGMA user_version={SqliteSchema.Version + 1}");

        Assert.Equal(StartFault.DataNewer, FaultOf(() => Data(Empty).Restore(BackupFile)));
        Assert.Equal(StartFault.DataNewer, FaultOf(() => Data(Empty).Verify(BackupFile)));
    }

    [Fact]
    public void Restore_OfWhatIsNoBackup_IsRefused()
    {
        File.WriteAllText(BackupFile, new string('x', 10_000));

        Assert.Equal(StartFault.DataDamaged, FaultOf(() => Data(Empty).Restore(BackupFile)));
        Assert.Equal(StartFault.DataUnusable, FaultOf(() => Data(Empty).Restore(BackupFile + "-other")));
    }

    [Fact]
    public void BackUp_WhereItCannotBeWritten_IsRefusedAndKeepsTheOlderOne()
    {
        Data(fixture.Path).BackUp(BackupFile);
        var before = File.ReadAllBytes(BackupFile);

        Assert.Equal(StartFault.DataUnusable, FaultOf(() => Data(fixture.Path).BackUp(Path.Combine(elsewhere.Path, "none", "backup"))));
        Assert.Equal(StartFault.DataUnusable, FaultOf(() => Data(Empty).BackUp(BackupFile)));
        Assert.Equal(before, File.ReadAllBytes(BackupFile));
    }

    private static SqliteStoredData Data(string directory) => new(Options.Create(new DataOptions { Directory = directory }));

    private static StartFault FaultOf(Action act) => Assert.Throws<SiloStartException>(act).Fault;

    private static void Change(string file, string sql)
    {
        using var database = SqliteDatabase.OpenToCopy(file);
        database.Run(sql);
    }
}
