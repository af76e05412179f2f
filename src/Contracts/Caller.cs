using Rooms.Contracts.Apps;

namespace Rooms.Contracts;

/// <summary>Roles of a token (rooms-v1 section 1).</summary>
[Flags]
public enum Roles
{
    None = 0,
    User = 1,
    Anchor = 2,
    Agent = 4,
    Supervisor = 8,
    Backend = 16,
    Admin = 32,
    Operator = 64,
}

/// <summary>Who gives a command: the token's app, user and roles. Grains decide with it what is allowed.</summary>
[GenerateSerializer, Immutable, Alias("rooms.Caller")]
public sealed record Caller([property: Id(0)] string App, [property: Id(1)] string User, [property: Id(2)] Roles Roles)
{
    /// <summary>What the app may use; whoever checked the token knows it. Null: no limit.</summary>
    [Id(3)]
    public AppQuotas? Quotas { get; init; }

    public bool Has(Roles any) => (Roles & any) != 0;
}

/// <summary>
/// Makes a repeated command harmless (rooms-v1 section 4). <paramref name="Key"/> is <c>user|method|path|Idempotency-Key</c>, hashed to at most
/// 64 characters; <paramref name="BodyHash"/> tells a repeat from another command under the same key. Stored with the command's effect, 24 h.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.IdempotencyStamp")]
public sealed record IdempotencyStamp([property: Id(0)] string Key, [property: Id(1)] string BodyHash);
