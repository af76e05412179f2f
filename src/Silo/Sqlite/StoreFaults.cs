using Rooms.Contracts.Shutdown;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// What SQLite says, as one line for the operator who starts the server or runs a command over its data; <c>key</c> is what may be changed.
/// </summary>
internal static class StoreFaults
{
    public const string DirectoryKey = "--Data:Directory";

    public static SiloStartException Of(SqliteFault fault, string path, string key = DirectoryKey) => fault switch
    {
        { IsFull: true } => new(StartFault.DiskFull, $"the disk of {path} is full: free some space, or change {key}", fault),
        { IsDamage: true } => new(StartFault.DataDamaged, $"{path} is damaged ({fault.Message}): take a backup (./rooms restore FILE) and change {key}", fault),
        { IsReadOnly: true } => new(StartFault.DataUnusable, $"{path} is read-only: change {key}, or the rights", fault),
        _ => new(StartFault.DataUnusable, $"{path} cannot be used ({fault.Message}): change {key}, or the rights", fault),
    };

    public static SiloStartException NoLibrary(DllNotFoundException fault) => new(
        StartFault.Library, "the system library libsqlite3.so.0, which keeps Data:Directory, is missing: install it (apt-get install libsqlite3-0)", fault);
}
