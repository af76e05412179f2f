namespace Rooms.Contracts.Feeds;

/// <summary>What may happen to an event on its way to a connection that does not keep up.</summary>
public enum DeliveryClass
{
    /// <summary>Arrives, or the connection is closed and resumes from its number. Chat, gifts, calls, moderation, streams.</summary>
    MustDeliver,

    /// <summary>Only the newest matters: left out for a slow connection, which is told the numbers (<c>skipped</c>). Counters, merged joins, typing.</summary>
    LatestWins,
}
