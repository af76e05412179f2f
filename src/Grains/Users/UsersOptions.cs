using System.ComponentModel.DataAnnotations;

namespace Rooms.Grains.Users;

/// <summary>Limits of users.</summary>
public sealed class UsersOptions
{
    public const string Section = "Users";

    /// <summary>Newest events kept in an inbox; who comes later for older ones is told <c>events_gone</c>. About 300 bytes on disk each.</summary>
    [Range(100, 100_000)]
    public int InboxEvents { get; set; } = 1_000;

    /// <summary>Private messages of one user, twice as many at once. 10: faster than anybody types. Admin and backend are exempt.</summary>
    [Range(1, 10_000)]
    public int MessagesPerSecond { get; set; } = 10;

    /// <summary>Long polls that may wait at one inbox: a user has few devices.</summary>
    [Range(1, 1_000)]
    public int MaxWaiters { get; set; } = 50;
}
