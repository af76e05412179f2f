using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>Where events come from. Any thread.</summary>
internal interface IFeedSource
{
    /// <summary>
    /// Events after a number, at once; from then on <see cref="FeedHub.Hint"/> is called once when there are newer ones, if nothing goes wrong. A number
    /// over the feed's last answers an empty page with <see cref="EventPage.Last"/>. events_gone: the detail is the oldest number that is kept.
    /// </summary>
    Task<Outcome<EventPage>> FollowAsync(FeedId feed, long after, int limit, CancellationToken cancellation);

    /// <summary>The same without being told of newer ones.</summary>
    Task<Outcome<EventPage>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellation);

    Task UnfollowAsync(FeedId feed);
}
