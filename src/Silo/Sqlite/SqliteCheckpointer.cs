using Microsoft.Extensions.Logging;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// Moves what is committed from the log to the database file, on a connection of its own, so that no commit waits for it: passively every second
/// in which something was committed, truncating when the log has grown large or is no longer written.
/// </summary>
internal sealed partial class SqliteCheckpointer(string path, GroupCommitter committer, TimeProvider time, ILogger<SqliteCheckpointer> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // A log this long slows the first read of its pages and the next start; truncating makes writers wait some milliseconds.
    private const long LargeLogBytes = 64 * 1024 * 1024;

    private const int BusyMilliseconds = 20;

    // Seconds without a commit after which the log is given back to the disk.
    private const int QuietTurns = 30;

    private readonly CancellationTokenSource stop = new();
    private Task loop = Task.CompletedTask;
    private long seen;
    private int quietTurns;

    public void Start() => loop = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var database = SqliteDatabase.OpenToWrite(path);
        // Truncating keeps writers out while it waits for readers, and a backup reads for minutes: better the next turn than a stall.
        database.Run($"PRAGMA busy_timeout={BusyMilliseconds}");
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token)) Turn(database);
        }
        catch (OperationCanceledException)
        {
            // Disposed: the committer's last connection checkpoints at its close.
        }
    }

    private void Turn(SqliteDatabase database)
    {
        var commits = committer.Commits;
        quietTurns = commits == seen ? quietTurns + 1 : 0;
        if (quietTurns is > 0 and not QuietTurns) return;
        seen = commits;
        try
        {
            database.Checkpoint(isTruncating: quietTurns == QuietTurns || LogBytes() > LargeLogBytes);
        }
        catch (SqliteFault fault)
        {
            CheckpointFailed(fault.Message);
        }
    }

    private long LogBytes()
    {
        var log = new FileInfo(path + "-wal");
        return log.Exists ? log.Length : 0;
    }

    [LoggerMessage(LogLevel.Warning, "The database's log could not be moved into its file, tried again in a second: {Reason}")]
    private partial void CheckpointFailed(string reason);
}
