using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record TokenBody(
    [property: Description("Left out: an operator token, bought with the admin secret.")] string? App,
    string? Secret,
    [property: Description("Whom the token is for.")] string? User,
    [property: Description("admin, anchor, agent, supervisor, user, backend; operator without app. Default: user.")] string[]? Roles) : IBody
{
    public string? Fault()
    {
        if (string.IsNullOrEmpty(Secret)) return "secret: missing";
        if (!Ids.IsValid(User)) return Field.NoId("user");
        foreach (var role in Roles ?? [])
            if (!RoleNames.TryParse(role, out var known) || (known == Contracts.Roles.Operator) != (App is null))
                return $"roles: '{role}' is no role that this token can have";
        return null;
    }

    public Roles ParsedRoles() => Roles is { Length: > 0 } names ? RoleNames.FromNames(names) : Contracts.Roles.User;
}
