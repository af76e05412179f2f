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
        Readers = new SqliteReaders(directory.DatabasePath);
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
            var database = SqliteDatabase.OpenToWrite(path);
            SqliteSchema.Apply(database);
            return database;
        }
        catch (SqliteFault fault)
        {
            throw new SiloStartException($"the database {path} cannot be opened: {fault.Message}", fault);
        }
        catch (DllNotFoundException fault)
        {
            throw new SiloStartException("the system library libsqlite3.so.0 is missing: install the package libsqlite3-0", fault);
        }
    }
}
