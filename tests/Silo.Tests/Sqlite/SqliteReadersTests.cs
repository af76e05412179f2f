using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteReadersTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(5);

    private readonly StorageFixture fixture = new();
    private readonly FakeTimeProvider time = new();
    private readonly List<ManualResetEventSlim> held = [];
    private readonly SqliteReaders readers;

    public SqliteReadersTests() => readers = new SqliteReaders(fixture.DatabasePath, time);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => fixture.CloseAsync();

    public void Dispose()
    {
        readers.Dispose();
        foreach (var one in held) one.Dispose();
    }

    [Fact]
    public async Task Read_OthersEndWhileItWaits_WaitsOn()
    {
        var running = HoldAll();
        var (next, nextEnds) = Hold();
        var last = readers.ReadAsync(_ => 7, CancellationToken.None);

        held[0].Set();
        await running[0];
        time.Advance(Stuck);
        foreach (var one in held) one.Set();

        Assert.Equal(7, await last);
        await next;
        Assert.True(nextEnds.IsSet);
        await Task.WhenAll(running);
    }

    [Fact]
    public async Task Read_NothingEnds_IsRefusedAndLeavesItsPlaceToOthers()
    {
        var running = HoldAll();
        var waiting = readers.ReadAsync(_ => 7, CancellationToken.None);

        time.Advance(Stuck);

        var fault = await Assert.ThrowsAsync<JournalUnavailableException>(() => waiting);
        Assert.Contains("no read has ended", fault.Message, StringComparison.Ordinal);
        foreach (var one in held) one.Set();
        await Task.WhenAll(running);
        var again = HoldAll();
        foreach (var one in held) one.Set();
        await Task.WhenAll(again);
    }

    [Fact]
    public async Task Read_CancelledWhileItWaits_EndsAtOnce()
    {
        var running = HoldAll();
        using var cancellation = new CancellationTokenSource();
        var waiting = readers.ReadAsync(_ => 7, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        foreach (var one in held) one.Set();
        await Task.WhenAll(running);
    }

    private Task<int>[] HoldAll() => [.. Enumerable.Range(0, SqliteReaders.Connections).Select(_ => Hold().Read)];

    private (Task<int> Read, ManualResetEventSlim Ends) Hold()
    {
        var ends = new ManualResetEventSlim();
        held.Add(ends);
        var read = readers.ReadAsync(
            _ =>
            {
                ends.Wait();
                return 0;
            }, CancellationToken.None);
        return (read, ends);
    }
}
