using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>A mute or a ban, from now on.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SanctionUser")]
public sealed record SanctionUser([property: Id(0)] string User, [property: Id(1)] int Minutes, [property: Id(2)] string Reason);

[GenerateSerializer, Immutable, Alias("rooms.KickUser")]
public sealed record KickUser([property: Id(0)] string User, [property: Id(1)] string Reason);

/// <summary>Members by user id. <paramref name="Next"/>: the next page's cursor; null at the end.</summary>
[GenerateSerializer, Immutable, Alias("rooms.MemberPage")]
public sealed record MemberPage([property: Id(0)] ImmutableArray<MemberView> Members, [property: Id(1)] string? Next, [property: Id(2)] int Total);

/// <summary>Who moderates a room, and who may not speak or come. At most <see cref="MaxShown"/> of each list, those that last longest first.</summary>
[GenerateSerializer, Immutable, Alias("rooms.ModerationView")]
public sealed record ModerationView(
    [property: Id(0)] ImmutableArray<string> Moderators,
    [property: Id(1)] ImmutableArray<SanctionView> Mutes,
    [property: Id(2)] ImmutableArray<SanctionView> Bans)
{
    public const int MaxShown = 500;
}

[GenerateSerializer, Immutable, Alias("rooms.SanctionView")]
public sealed record SanctionView(
    [property: Id(0)] string User,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] string Reason,
    [property: Id(3)] string? By);
