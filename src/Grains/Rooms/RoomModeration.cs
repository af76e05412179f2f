using System.Collections.Immutable;

namespace Rooms.Grains.Rooms;

/// <summary>The part of a room's state that says who may not speak or come, and who sees to it.</summary>
internal sealed record RoomModeration
{
    // A snapshot of a room with both lists full stays below 3 MB.
    public const int MaxSanctions = 10_000;
    public const int MaxModerators = 200;

    public static readonly RoomModeration None = new();

    public ImmutableSortedSet<string> Moderators { get; init; } = [];

    public ImmutableDictionary<string, Sanction> Mutes { get; init; } = ImmutableDictionary<string, Sanction>.Empty;

    public ImmutableDictionary<string, Sanction> Bans { get; init; } = ImmutableDictionary<string, Sanction>.Empty;

    public Sanction? FindMute(string user, DateTimeOffset now) => Find(Mutes, user, now);

    public Sanction? FindBan(string user, DateTimeOffset now) => Find(Bans, user, now);

    public static bool IsFull(ImmutableDictionary<string, Sanction> sanctions, DateTimeOffset now) =>
        sanctions.Count >= MaxSanctions && sanctions.Values.Count(sanction => sanction.Until > now) >= MaxSanctions;

    public RoomModeration Apply(RoomEntry entry) => entry switch
    {
        MemberMuted e => this with { Mutes = Add(Mutes, e.Member, new Sanction(e.Until, e.Reason, e.User), e.At) },
        MemberUnmuted e => this with { Mutes = Mutes.Remove(e.Member) },
        MemberBanned e => this with { Bans = Add(Bans, e.Member, new Sanction(e.Until, e.Reason, e.User), e.At), Moderators = Moderators.Remove(e.Member) },
        MemberUnbanned e => this with { Bans = Bans.Remove(e.Member) },
        ModeratorAdded e => this with { Moderators = Moderators.Add(e.Member) },
        ModeratorRemoved e => this with { Moderators = Moderators.Remove(e.Member) },
        _ => throw new InvalidOperationException($"not of moderation: {entry.GetType().Name}"),
    };

    private static Sanction? Find(ImmutableDictionary<string, Sanction> sanctions, string user, DateTimeOffset now) =>
        sanctions.TryGetValue(user, out var found) && found.Until > now ? found : null;

    private static ImmutableDictionary<string, Sanction> Add(ImmutableDictionary<string, Sanction> to, string user, Sanction added, DateTimeOffset now) =>
        (to.Count < MaxSanctions ? to : Current(to, now)).SetItem(user, added);

    private static ImmutableDictionary<string, Sanction> Current(ImmutableDictionary<string, Sanction> sanctions, DateTimeOffset now) =>
        sanctions.RemoveRange(sanctions.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key));
}
