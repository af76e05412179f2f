using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record JoinBody(
    [property: Description("Left out: the caller. Somebody else: admin and backend only.")] string? User,
    [property: Description("anchor or audience (default).")] string? Role) : IBody
{
    public string? Fault()
    {
        if (User is not null && !Ids.IsValid(User)) return Field.NoId("user");
        return Role is null or "anchor" or "audience" ? null : "role: wanted anchor or audience";
    }

    public JoinRoom ToCommand() => new(User, Role);
}
