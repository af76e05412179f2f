using System.ComponentModel;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.V1.Dto;

internal sealed record KeyDto(
    string Id,
    [property: Description("Absent: an operator's.")] string? App,
    string Name,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset SecretMadeAt,
    DateTimeOffset? ExpiresAt,
    [property: Description("Until then the secret before this one is valid too.")] DateTimeOffset? PreviousValidUntil)
{
    public static KeyDto From(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.App.Length > 0 ? key.App : null, key.Name, RoleNames.ToNames(key.Roles), key.MadeAt, key.Current.MadeAt, key.ExpiresAt,
        key.Previous?.ValidUntil is { } until && until > now ? until : null);
}
