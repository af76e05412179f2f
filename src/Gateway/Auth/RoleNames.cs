using Rooms.Contracts;

namespace Rooms.Gateway.Auth;

/// <summary>Roles as tokens spell them.</summary>
internal static class RoleNames
{
    private static readonly (string Name, Roles Role)[] All =
    [
        ("user", Roles.User), ("anchor", Roles.Anchor), ("agent", Roles.Agent), ("supervisor", Roles.Supervisor),
        ("backend", Roles.Backend), ("admin", Roles.Admin), ("operator", Roles.Operator),
    ];

    /// <summary>False for a name that is none.</summary>
    public static bool TryParse(string? name, out Roles role)
    {
        role = All.FirstOrDefault(known => known.Name == name).Role;
        return role != Roles.None;
    }

    /// <summary>Roles of a token that another issuer made; names that are none of ours are left out.</summary>
    public static Roles FromNames(IEnumerable<string> names)
    {
        var roles = Roles.None;
        foreach (var name in names)
            if (TryParse(name, out var role)) roles |= role;
        return roles;
    }

    public static string[] ToNames(Roles roles) => [.. All.Where(known => (roles & known.Role) != 0).Select(known => known.Name)];
}
