using System.Collections.Immutable;

namespace Rooms.Contracts.Users;

/// <summary>At most <see cref="MaxRooms"/> rooms, the newest kept. Online: a gateway follows the inbox, for a session of the user.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UserView")]
public sealed record UserView([property: Id(0)] string User, [property: Id(1)] ImmutableArray<string> Rooms, [property: Id(2)] bool IsOnline)
{
    public const int MaxRooms = 200;
}
