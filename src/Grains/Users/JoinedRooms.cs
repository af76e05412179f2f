using System.Collections.Immutable;

namespace Rooms.Grains.Users;

/// <summary>Stored beside the journal: the rooms that a user joined, oldest first.</summary>
[GenerateSerializer, Alias("rooms.UserState")]
public sealed record JoinedRooms
{
    [Id(0)]
    public ImmutableArray<string> Rooms { get; set; } = [];
}
