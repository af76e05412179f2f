using Rooms.Contracts.Streams;

namespace Rooms.Grains.Pushers;

/// <summary>Stored: who pushes a stream, and the numbers that must rise over restarts. Replaced as a whole, never changed in place.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PusherState")]
public sealed record PusherState
{
    [Id(0)]
    public string RoomId { get; init; } = "";

    /// <summary>The current publisher, or the last one.</summary>
    [Id(1)]
    public PusherSession? Current { get; init; }

    /// <summary>Permitted, but not reported as started yet.</summary>
    [Id(2)]
    public PusherSession? Permitted { get; init; }

    [Id(3)]
    public StreamStatus Status { get; init; }

    /// <summary>Number of the last change of <see cref="Status"/> that the room is told.</summary>
    [Id(4)]
    public long Number { get; init; }

    [Id(5)]
    public string Reason { get; init; } = "";

    /// <summary>Of the last permit or order to a relay; a relay ignores older ones.</summary>
    [Id(6)]
    public long Generation { get; init; }

    public bool IsOnAir => Status is StreamStatus.Live or StreamStatus.Lost;
}
