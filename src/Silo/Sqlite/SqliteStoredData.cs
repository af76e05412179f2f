using Microsoft.Extensions.Options;
using Rooms.Contracts.Data;
using Rooms.Contracts.Shutdown;

namespace Rooms.Silo.Sqlite;

/// <summary>The commands over the data directory. Backup and verify take no lock: they run beside the server.</summary>
internal sealed class SqliteStoredData(IOptions<DataOptions> options) : IStoredData
{
    private const string FileKey = "the file's name";

    private string Folder => Path.GetFullPath(options.Value.Directory);

    private string DatabasePath => Path.Combine(Folder, DataDirectory.DatabaseName);

    public StoredDataReport BackUp(string file) => Guard(DatabasePath, StoreFaults.DirectoryKey, () =>
    {
        using var database = OpenOurs();
        SqliteSchema.RefuseNewer(SqliteSchema.VersionOf(database), DatabasePath);
        return Guard(file, FileKey, () =>
        {
            SqliteCopy.Write(database, file, copy => KeptSecrets.Take(copy, Folder));
            using var written = OpenFile(file);
            return Report(written, file, []);
        });
    });

    public StoredDataReport Restore(string file) => Guard(file, FileKey, () =>
    {
        using var directory = DataDirectory.Open(Folder);
        if (File.Exists(directory.DatabasePath) || KeptSecrets.AreIn(Folder))
            throw new SiloStartException(
                StartFault.DataExists, $"Data:Directory {Folder} has data already: move it away, or change {StoreFaults.DirectoryKey}");
        using var backup = OpenFile(file);
        SqliteSchema.RefuseNewer(SqliteSchema.VersionOf(backup), file);
        if (JournalCheck.Run(backup) is [var first, ..])
            throw new SiloStartException(StartFault.DataDamaged, $"{file} is not as it was written (./rooms verify {file}): {first}");
        Guard(Folder, StoreFaults.DirectoryKey, () => PutBack(backup, directory));
        return Report(backup, file, []);
    });

    public StoredDataReport Verify(string? file) => Guard(file ?? DatabasePath, file is null ? StoreFaults.DirectoryKey : FileKey, () =>
    {
        using var database = file is null ? OpenOurs() : OpenFile(file);
        SqliteSchema.RefuseNewer(SqliteSchema.VersionOf(database), file ?? DatabasePath);
        // One moment for all that is read.
        database.Run("BEGIN");
        return Report(database, file ?? DatabasePath, JournalCheck.Run(database));
    });

    private bool PutBack(SqliteDatabase backup, DataDirectory directory)
    {
        try
        {
            SqliteCopy.Write(backup, directory.DatabasePath, copy => KeptSecrets.Give(copy, Folder));
            return true;
        }
        catch
        {
            // There were none before.
            KeptSecrets.Remove(Folder);
            throw;
        }
    }

    // As the server has it open, perhaps: so that its log is read too.
    private SqliteDatabase OpenOurs() =>
        File.Exists(DatabasePath) ? SqliteDatabase.OpenToCopy(DatabasePath) : throw NotThere(DatabasePath, StoreFaults.DirectoryKey);

    private static SqliteDatabase OpenFile(string file) => File.Exists(file) ? SqliteDatabase.OpenFile(file) : throw NotThere(file, FileKey);

    private static SiloStartException NotThere(string path, string key) => new(StartFault.DataUnusable, $"there is no {path}: change {key}");

    private static StoredDataReport Report(SqliteDatabase database, string file, IReadOnlyList<string> faults) =>
        new(file, new FileInfo(file).Length, Count(database, "journal_heads"), Count(database, "journal_entries"), faults);

    private static long Count(SqliteDatabase database, string table) => database.Statement($"SELECT count(*) FROM {table}").RunScalar() ?? 0;

    private static T Guard<T>(string path, string key, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteFault fault)
        {
            throw StoreFaults.Of(fault, path, key);
        }
        catch (DllNotFoundException fault)
        {
            throw StoreFaults.NoLibrary(fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or (IOException and not StartException))
        {
            throw new SiloStartException(StartFault.DataUnusable, $"{path} cannot be used: {fault.Message}: change {key}", fault);
        }
    }
}
