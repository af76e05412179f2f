namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a loop has done. Written by the loop alone, read by anybody: a figure may be a moment old.</summary>
internal sealed class LoopFigures
{
    public long Members { get; set; }

    /// <summary>Frames of feeds that were laid before a connection.</summary>
    public long Deliveries { get; set; }

    /// <summary>Writes to sockets.</summary>
    public long Sends { get; set; }

    public long SentBytes { get; set; }

    /// <summary>Events left out for slow connections.</summary>
    public long Dropped { get; set; }

    public long QueuedBytes { get; set; }
}
