using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>The gateways that carry the room's events to its members.</summary>
public sealed partial class RoomGrain
{
    public async Task<Outcome<EventPage>> FollowAsync(
        string gateway, IFeedFollower follower, long after, int limit, CancellationToken cancellation = default)
    {
        after = Math.Max(0, after);
        // First: what is committed while the page is read is told.
        followers.Arm(gateway, follower);
        if (RefuseEvents(after) is not { } refused) return await ReadEventsAsync(after, Math.Clamp(limit, 1, LargestPage), cancellation);
        // A room that is gone, or does not exist, tells nothing; one whose events are gone does.
        if (refused.Code != ErrorCodes.EventsGone) followers.Remove(gateway);
        return refused;
    }

    public Task UnfollowAsync(string gateway)
    {
        followers.Remove(gateway);
        return Task.CompletedTask;
    }

    private void TellFollowers()
    {
        window.Wake();
        followers.Tell(FeedId.Room(App, Id), commits.Committed.Seq);
    }
}
