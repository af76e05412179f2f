using Rooms.Contracts.Streams;

namespace Rooms.Grains.Rooms;

/// <summary>A stream of a room. <paramref name="Change"/>: the newest number of the pusher grain; older ones change nothing.</summary>
internal sealed record RoomStream(
    string StreamId, string Name, string User, string? Node, StreamStatus Status, DateTimeOffset CreatedAt, long Change, DateTimeOffset? BannedUntil,
    bool IsUnhealthy = false)
{
    public bool IsOnAir => Status is StreamStatus.Live or StreamStatus.Lost;

    public bool IsBanned(DateTimeOffset now) => BannedUntil > now;
}
