namespace Rooms.Contracts.Control;

/// <summary>Every two seconds, where <see cref="Registered.TakesUsage"/>: what the node's streams amount to. Answered with <see cref="Standing"/>.</summary>
public sealed record Usage : ControlMessage
{
    public StreamUsage[] Streams { get; init; } = [];
}

/// <summary>
/// One life of a stream at the node, named by <see cref="Epoch"/>. Its counters only rise, so that a message that is lost or repeated changes nothing.
/// </summary>
public sealed record StreamUsage
{
    public required string Epoch { get; init; }

    public required string App { get; init; }

    public required string Room { get; init; }

    public required string StreamId { get; init; }

    public bool IsPublishing { get; init; }

    public int Viewers { get; init; }

    /// <summary>The most at a time since the message before.</summary>
    public int PeakViewers { get; init; }

    /// <summary>By <see cref="Apps.UsageKinds"/>.</summary>
    public Dictionary<string, long> Counters { get; init; } = [];

    /// <summary>It is over and rises no more; said again until <see cref="Standing.Stored"/> names it.</summary>
    public bool IsFinal { get; init; }
}

/// <summary>The answer to <see cref="Usage"/>.</summary>
public sealed record Standing : ControlMessage
{
    /// <summary>Epochs that are over and on disk: the node forgets them.</summary>
    public string[] Stored { get; init; } = [];

    /// <summary>Apps that the node named. One that is not here has what it had: its part could not be asked now.</summary>
    public AppAllowance[] Apps { get; init; } = [];
}

/// <summary>
/// What an app may have at this node. <paramref name="MaxViewers"/>: its quota less the viewers at other nodes; null: no limit. <paramref name="IsSpent"/>:
/// its bytes of the day are used, nobody new may watch.
/// </summary>
public sealed record AppAllowance(string App, int? MaxViewers, bool IsSpent);
