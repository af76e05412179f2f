using System.Collections.Concurrent;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>A few read-only connections. A read runs on the thread pool, since SQLite blocks, and sees what was committed when it began.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    // Reads take microseconds and 2 or 4 cores serve them; more connections would only hold more cache.
    private const int Connections = 4;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private readonly ConcurrentBag<SqliteDatabase> idle = [];
    private readonly SemaphoreSlim gate = new(Connections);

    public async Task<T> ReadAsync<T>(Func<SqliteDatabase, T> read, CancellationToken cancellation)
    {
        if (!await gate.WaitAsync(Deadline, cancellation)) throw new JournalUnavailableException("too many reads wait for the store");
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
            gate.Release();
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
