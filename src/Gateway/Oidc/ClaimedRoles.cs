using System.Text.Json;
using Rooms.Contracts;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Oidc;

/// <summary>Reads out of a believed ID token who somebody is here, and what they may do.</summary>
internal static class ClaimedRoles
{
    /// <summary>The values of the claim: one text, or a list of them. A name with dots leads into objects, unless it is a claim's whole name.</summary>
    public static IReadOnlyList<string> ValuesOf(JsonElement claims, string claim)
    {
        if (Find(claims, claim) is not { } found) return [];
        if (found.ValueKind == JsonValueKind.String) return [found.GetString()!];
        if (found.ValueKind != JsonValueKind.Array) return [];
        return [.. found.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)];
    }

    /// <summary>The user id: the configured claim, else the subject. Null: neither can be one.</summary>
    public static string? UserOf(JsonElement claims, string claim)
    {
        var text = ValuesOf(claims, claim) is [{ Length: > 0 } named, ..] ? named : ValuesOf(claims, "sub") is [var subject, ..] ? subject : "";
        var id = string.Concat(text.Take(Ids.MaxLength).Select(c => Ids.IsValid(c.ToString()) ? c : '-'));
        return Ids.IsValid(id) ? id : null;
    }

    /// <summary>An operator; else the admin of the first app that the values name and that there is. Null: neither.</summary>
    public static (string? App, Roles Roles)? RolesOf(IReadOnlyList<string> values, OidcOptions options, Apps apps)
    {
        if (options.OperatorRole.Length > 0 && values.Contains(options.OperatorRole)) return (null, Roles.Operator);
        if (options.AdminRolePrefix.Length == 0) return null;
        foreach (var value in values)
            if (value.StartsWith(options.AdminRolePrefix, StringComparison.Ordinal) && apps.TryFind(value[options.AdminRolePrefix.Length..], out var app))
                return (app.Name, Sessions.ConsoleSessions.AppRoles);
        return null;
    }

    private static JsonElement? Find(JsonElement claims, string claim)
    {
        if (claims.TryGetProperty(claim, out var whole)) return whole;
        var at = claims;
        foreach (var part in claim.Split('.'))
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at)) return null;
        return at;
    }
}
