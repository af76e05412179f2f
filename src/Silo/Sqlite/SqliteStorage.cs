using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Silo.Sqlite;

/// <summary>Owns the process' database: the directory's lock, the committer, the readers and the checkpointer, opened and closed in this order.</summary>
internal sealed class SqliteStorage : IAsyncDisposable
{
    private readonly DataDirectory directory;
    private readonly SqliteCheckpointer checkpointer;

    public SqliteStorage(IOptions<DataOptions> options, SiloMetrics metrics, TimeProvider time, ILoggerFactory logs)
    {
        directory = DataDirectory.Open(options.Value.Directory);
        try
        {
            Committer = new GroupCommitter(OpenDatabase(directory.DatabasePath), metrics, logs.CreateLogger<GroupCommitter>());
        }
        catch
        {
            directory.Dispose();
            throw;
        }
        Readers = new SqliteReaders(directory.DatabasePath, time);
        checkpointer = new SqliteCheckpointer(directory.DatabasePath, Committer, time, logs.CreateLogger<SqliteCheckpointer>());
        checkpointer.Start();
    }

    public GroupCommitter Committer { get; }

    public SqliteReaders Readers { get; }

    public async ValueTask DisposeAsync()
    {
        await checkpointer.DisposeAsync();
        Readers.Dispose();
        // Last: closing the last connection moves the rest of the log into the file.
        Committer.Dispose();
        directory.Dispose();
    }

    private static SqliteDatabase OpenDatabase(string path)
    {
        try
        {
            return OpenCurrent(path);
        }
        catch (SqliteFault fault)
        {
            throw StoreFaults.Of(fault, path);
        }
        catch (DllNotFoundException fault)
        {
            throw StoreFaults.NoLibrary(fault);
        }
    }

    private static SqliteDatabase OpenCurrent(string path)
    {
        var database = SqliteDatabase.OpenToWrite(path);
        try
        {
            SqliteSchema.Apply(database, older => KeepOlder(path, older));
            OutboxRows.EndLeases(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // Beside the database: the way back, should the new program be a mistake.
    private static void KeepOlder(string path, int version)
    {
        using var database = SqliteDatabase.OpenToCopy(path);
        SqliteCopy.Write(database, $"{path}.schema-{version}");
    }
}
