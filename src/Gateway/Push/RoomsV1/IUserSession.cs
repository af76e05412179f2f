using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>A connection that speaks for somebody, as those see it who look after all of them. Any thread.</summary>
internal interface IUserSession
{
    /// <summary>Null: not known yet.</summary>
    SessionUser? User { get; }

    /// <summary>The session is over, and the client is told why.</summary>
    void Dismiss(string code, string detail);

    /// <summary>What this session follows there is over.</summary>
    void Evict(FeedId feed, string code);
}
