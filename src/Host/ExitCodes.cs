namespace Rooms.Host;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitCodes
{
    public const int Stopped = 0;

    /// <summary>The configuration, a port or the data directory does not allow a start; the line on stderr says which and what to change.</summary>
    public const int CannotStart = 1;

    /// <summary>rooms-v1 section 8: <c>silo</c> and <c>gateway</c> alone exit 2.</summary>
    public const int WrongRole = 2;
}
