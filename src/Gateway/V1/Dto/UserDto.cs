using System.ComponentModel;
using Rooms.Contracts.Users;

namespace Rooms.Gateway.V1.Dto;

internal sealed record UserDto(string User, [property: Description("Rooms joined, at most 200, the newest.")] string[] Rooms)
{
    public static UserDto From(UserView view) => new(view.User, [.. view.Rooms]);
}
