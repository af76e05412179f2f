using System.Collections.Immutable;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;

namespace Rooms.Contracts.Pushes;

/// <summary>
/// What is to go out, to whom and when; not after <paramref name="Expires"/>. Users get it in their inbox, rooms as a message. <paramref name="Data"/> is JSON
/// of any kind, or null. <paramref name="Live"/>: who is connected when it goes out, without a number and kept nowhere.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.PushOrder")]
public sealed record PushOrder(
    [property: Id(0)] ImmutableArray<string> Users,
    [property: Id(1)] ImmutableArray<string> Rooms,
    [property: Id(2)] string Type,
    [property: Id(3)] string? Text,
    [property: Id(4)] string? Data,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] DateTimeOffset? Expires,
    [property: Id(7)] LiveTargets? Live = null)
{
    public const int MaxTargets = 1_000;

    /// <summary>How far ahead.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(30);

    /// <summary>Of all kinds.</summary>
    public int Targets => Users.Length + Rooms.Length + (Live?.Count ?? 0);

    public PushMessage ToInbox(string pushId) => new(pushId, Type, Text, Data);

    public SendMessage ToRoom() => new(Type, Text, Data);
}
