namespace Rooms.Silo.Sqlite;

/// <summary>The data directory, held exclusively: two committers on one database would both believe that they are the only one.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "rooms.db");

    public static DataDirectory Open(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
            // The lock is the open file (flock), not the file's existence: after a crash nothing needs cleaning up.
            var held = new FileStream(System.IO.Path.Combine(path, "rooms.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataDirectory(path, held);
        }
        catch (IOException fault) when (System.IO.Directory.Exists(path) && File.Exists(System.IO.Path.Combine(path, "rooms.lock")))
        {
            throw new SiloStartException($"Data:Directory {path} is in use by another process: stop it, or give this one its own --Data:Directory", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SiloStartException($"Data:Directory {path} cannot be used: {fault.Message}", fault);
        }
    }

    public void Dispose() => held.Dispose();
}
