using Rooms.Contracts.Shutdown;

namespace Rooms.Silo.Sqlite;

/// <summary>The data directory, held exclusively: two committers on one database would both believe that they are the only one.</summary>
internal sealed class DataDirectory : IDisposable
{
    public const string DatabaseName = "rooms.db";

    // errno of Linux, which .NET puts into HResult where it has no exception type of its own.
    private const int WouldBlock = 11;
    private const int NoSpaceLeft = 28;

    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, DatabaseName);

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
        catch (IOException fault) when (fault.HResult == WouldBlock)
        {
            throw new SiloStartException(
                StartFault.DataInUse, $"Data:Directory {path} is in use by another process: stop it, or give this one its own --Data:Directory", fault);
        }
        catch (IOException fault) when (fault.HResult == NoSpaceLeft)
        {
            throw new SiloStartException(StartFault.DiskFull, $"the disk of Data:Directory {path} is full: free some space, or change --Data:Directory", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SiloStartException(
                StartFault.DataUnusable, $"Data:Directory {path} cannot be used: {fault.Message}: change --Data:Directory, or the folder's rights", fault);
        }
    }

    public void Dispose() => held.Dispose();
}
