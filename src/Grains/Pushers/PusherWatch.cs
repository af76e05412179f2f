namespace Rooms.Grains.Pushers;

/// <summary>What is known of the publisher's life; in memory, made anew by the next heartbeat or question.</summary>
internal readonly record struct PusherWatch(DateTimeOffset SeenAt, DateTimeOffset? AskedAt, int Unanswered, DateTimeOffset? NodeMissingSince)
{
    /// <summary>The client or the relay said that it lives.</summary>
    public static PusherWatch Seen(DateTimeOffset now) => new(now, null, 0, null);
}
