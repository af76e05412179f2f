using System.Collections.Immutable;

namespace Rooms.Contracts.Users;

/// <summary>At most <see cref="MaxRooms"/> rooms, the newest kept. Online: a gateway follows the inbox, for a session of the user. Devices: the class of each.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UserView")]
public sealed record UserView(
    [property: Id(0)] string User,
    [property: Id(1)] ImmutableArray<string> Rooms,
    [property: Id(2)] bool IsOnline,
    [property: Id(3)] ImmutableArray<DeviceClass> Devices)
{
    public const int MaxRooms = 200;
}
