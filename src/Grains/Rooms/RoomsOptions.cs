using System.ComponentModel.DataAnnotations;

namespace Rooms.Grains.Rooms;

/// <summary>Limits of rooms.</summary>
public sealed class RoomsOptions
{
    public const string Section = "Rooms";

    /// <summary>People in a multi room. Everybody sees everybody there: traffic grows with the square.</summary>
    [Range(2, 50)]
    public int MultiMembers { get; set; } = 4;

    /// <summary>Guests on air beside the anchor of a live room.</summary>
    [Range(0, 50)]
    public int LiveGuests { get; set; } = 3;

    /// <summary>Places in one room; about 300 bytes of memory each.</summary>
    [Range(2, 1_000_000)]
    public int MaxMembers { get; set; } = 200_000;

    /// <summary>Streams of one room, idle ones included.</summary>
    [Range(1, 256)]
    public int MaxStreams { get; set; } = 32;

    /// <summary>
    /// Delivery budget: events a second that a room tells before joins merge and then chat is refused (docs/moderation.md). Every one goes to each member:
    /// 200 a second to 100,000 of them are 20 million deliveries, about 13 cores of gateways. A room may have its own.
    /// </summary>
    [Range(1, 100_000)]
    public int MessagesPerSecond { get; set; } = 200;

    /// <summary>Long polls that may wait at one room; each holds a request open.</summary>
    [Range(1, 100_000)]
    public int MaxWaiters { get; set; } = 2_000;
}
