using System.ComponentModel;
using Rooms.Contracts.Users;

namespace Rooms.Gateway.V1.Dto;

internal sealed record UserDto(
    string User,
    [property: Description("Rooms joined, at most 200, the newest.")] string[] Rooms,
    [property: Description("A session of the user is there.")] bool Online,
    [property: Description("The class of each device.")] string[] Devices)
{
    public static UserDto From(UserView view) => new(view.User, [.. view.Rooms], view.IsOnline, [.. view.Devices.Select(DeviceClasses.NameOf)]);
}
