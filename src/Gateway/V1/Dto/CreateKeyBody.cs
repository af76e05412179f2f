using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CreateKeyBody(
    [property: Description("Left out: an admin's own app; of an operator an operator's key.")] string? App,
    [property: Description("What it is for.")] string? Name,
    [property: Description("admin, anchor, agent, supervisor, user, backend; operator without app.")] string[]? Roles,
    [property: Description("Left out: until it is revoked.")] DateTimeOffset? ExpiresAt) : IBody
{
    private const int MaxName = 100;

    public string? Fault()
    {
        if (App is not null && !Ids.IsValid(App)) return Field.NoId("app");
        if (string.IsNullOrWhiteSpace(Name)) return "name: missing";
        if (Roles is not { Length: > 0 }) return "roles: missing";
        foreach (var role in Roles)
            if (!RoleNames.TryParse(role, out _)) return $"roles: '{role}' is no role";
        return Field.TooLong("name", Name, MaxName);
    }

    public Roles ParsedRoles() => RoleNames.FromNames(Roles!);
}
