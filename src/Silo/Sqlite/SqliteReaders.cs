using System.Collections.Concurrent;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>A few read-only connections. A read runs on the thread pool, since SQLite blocks, and sees what was committed when it began.</summary>
internal sealed class SqliteReaders(string path, TimeProvider time) : IDisposable
{
    /// <summary>Reads take microseconds and 2 or 4 cores serve them; more connections would only hold more cache.</summary>
    public const int Connections = 4;
    // Some seconds of reads, and more than the rooms and users of those whom one gateway carries. Each wait is a caller's, who has a deadline of its own.
    private const int MaxWaiting = 50_000;
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(5);
    private readonly ConcurrentBag<SqliteDatabase> idle = [];
    private readonly SemaphoreSlim gate = new(Connections);
    private long ended;
    private int waiting;

    public async Task<T> ReadAsync<T>(Func<SqliteDatabase, T> read, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            return await Task.Run(() => Read(read), cancellation);
        }
        catch (SqliteFault fault)
        {
            throw new JournalUnavailableException(fault.Message, fault);
        }
        finally
        {
            Interlocked.Increment(ref ended);
            gate.Release();
        }
    }

    // After a restart everything is read at once, and whoever is last waits for all of it: that is no fault as long as reads end.
    private async Task EnterAsync(CancellationToken cancellation)
    {
        if (gate.Wait(0, CancellationToken.None)) return;
        try
        {
            if (Interlocked.Increment(ref waiting) > MaxWaiting) throw new JournalUnavailableException($"{MaxWaiting} reads wait for the store");
            await WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var turn = gate.WaitAsync(givenUp.Token);
        for (var seen = Interlocked.Read(ref ended); ; seen = Interlocked.Read(ref ended))
        {
            try
            {
                await turn.WaitAsync(StuckAfter, time, CancellationToken.None);
                return;
            }
            catch (TimeoutException) when (Interlocked.Read(ref ended) == seen)
            {
                await givenUp.CancelAsync();
                // Its turn may have come meanwhile.
                if (turn.IsCompletedSuccessfully) return;
                throw new JournalUnavailableException($"no read has ended for {StuckAfter.TotalSeconds} s: the disk does not answer");
            }
            catch (TimeoutException)
            {
                // Others had their turn: the wait goes on, at the same place.
            }
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var database)) database.Dispose();
        gate.Dispose();
    }

    private T Read<T>(Func<SqliteDatabase, T> read)
    {
        if (!idle.TryTake(out var database)) database = SqliteDatabase.OpenToRead(path);
        try
        {
            var result = read(database);
            idle.Add(database);
            return result;
        }
        catch
        {
            // A statement that stopped half-way would keep its read transaction, and the log could not be reused.
            database.Dispose();
            throw;
        }
    }
}
