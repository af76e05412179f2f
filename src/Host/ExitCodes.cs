using Rooms.Contracts.Shutdown;

namespace Rooms.Host;

/// <summary>What the process answers to its caller (docs/operations.md). Codes are never given another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped by a signal, everything closed; or a command that did what it should.</summary>
    public const int Stopped = 0;

    /// <summary>The configuration does not allow a start; every fault has its line on stderr.</summary>
    public const int Misconfigured = 1;

    /// <summary>rooms-v1 section 8: <c>silo</c> and <c>gateway</c> alone exit 2. Also: a command with wrong arguments.</summary>
    public const int WrongRole = 2;

    public const int PortUnavailable = 3;
    public const int DataInUse = 4;
    public const int DataUnusable = 5;
    public const int DiskFull = 6;
    public const int LibraryMissing = 7;
    public const int DataNewer = 8;
    public const int DataDamaged = 9;
    public const int DataExists = 10;

    /// <summary>A second signal while draining: nothing was waited for. What was acknowledged is on disk all the same.</summary>
    public const int EndedAtOnce = 11;

    /// <summary>A service did not stop within two seconds after the grace. What was acknowledged is on disk all the same.</summary>
    public const int StoppedLate = 12;

    public static int Of(StartFault fault) => fault switch
    {
        StartFault.Port => PortUnavailable,
        StartFault.DataInUse => DataInUse,
        StartFault.DataUnusable => DataUnusable,
        StartFault.DiskFull => DiskFull,
        StartFault.Library => LibraryMissing,
        StartFault.DataNewer => DataNewer,
        StartFault.DataDamaged => DataDamaged,
        StartFault.DataExists => DataExists,
        _ => Misconfigured,
    };
}
