namespace Rooms.Benchmarks.Delivery;

/// <summary>How much is sent to whom, and what is done to them meanwhile.</summary>
internal sealed record LedgerPlan
{
    public required int Rooms { get; init; }

    public required int Sockets { get; init; }

    public required long Deliveries { get; init; }

    /// <summary>How often the server is killed, spread over the whole run.</summary>
    public required int Kills { get; init; }

    /// <summary>Sockets cut a second, at random.</summary>
    public int CutsPerSecond { get; init; } = 20;

    /// <summary>Every so many sockets one reads slowly: so that its queue on the server overflows.</summary>
    public int SlowEvery { get; init; } = 50;

    /// <summary>Every so many sockets one listens in two rooms.</summary>
    public int TwoRoomsEvery { get; init; } = 10;

    public int Senders { get; init; } = 16;

    /// <summary>All senders together. 10,000 a second to a hundred sockets each are a million deliveries.</summary>
    public int MessagesPerSecond { get; init; } = 5000;

    /// <summary>Merging window of the rooms.</summary>
    public int TickMilliseconds { get; init; } = 250;

    public int Seed { get; init; } = 1;

    /// <summary>Messages that make <see cref="Deliveries"/> when nobody is ever away.</summary>
    public long Messages => Deliveries / Math.Max(1, (Sockets + Sockets / TwoRoomsEvery) / Rooms);
}
