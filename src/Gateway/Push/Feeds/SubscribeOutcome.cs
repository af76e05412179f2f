namespace Rooms.Gateway.Push.Feeds;

internal enum SubscribeOutcome
{
    Done,

    /// <summary>It is subscribed already; nothing changed.</summary>
    Already,

    /// <summary>Over <see cref="Sockets.PushOptions.Subscriptions"/>.</summary>
    TooMany,

    /// <summary>The connection is over.</summary>
    Closed,
}
