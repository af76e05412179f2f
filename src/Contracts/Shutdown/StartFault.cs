namespace Rooms.Contracts.Shutdown;

/// <summary>What prevents a start or a command over the data; the host has an exit code for each.</summary>
public enum StartFault
{
    /// <summary>A listening address is taken, not this machine's, or not allowed.</summary>
    Port,

    /// <summary>Another process has the data directory.</summary>
    DataInUse,

    /// <summary>The data directory cannot be read or written: read-only, no permission, no directory.</summary>
    DataUnusable,

    DiskFull,

    /// <summary>A library of the distribution is missing.</summary>
    Library,

    /// <summary>The data was written by a newer program.</summary>
    DataNewer,

    /// <summary>The data is not what was written.</summary>
    DataDamaged,

    /// <summary>There is data already where a backup would be restored to.</summary>
    DataExists,
}
