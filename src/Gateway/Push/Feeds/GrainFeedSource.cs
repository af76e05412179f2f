using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>Events of the grains that number them. Any thread.</summary>
internal sealed class GrainFeedSource : IFeedSource
{
    // Names this life of the process: after a restart its followings are others.
    private readonly string gateway = Guid.NewGuid().ToString("N");

    private readonly GrainCalls grains;
    private readonly FeedFollower follower;
    private readonly Lazy<IFeedFollower> reference;

    public GrainFeedSource(GrainCalls grains, IGrainFactory factory, IServiceProvider services)
    {
        this.grains = grains;
        // Asked for when a grain tells: the hub has its source from here.
        follower = new FeedFollower(feed => services.GetRequiredService<FeedHub>().Hint(feed));
        reference = new(() => factory.CreateObjectReference<IFeedFollower>(follower));
    }

    public Task<Outcome<EventPage>> FollowAsync(FeedId feed, long after, int limit, CancellationToken cancellation) =>
        AskRoomAsync(feed, room => room.FollowAsync(gateway, reference.Value, after, limit, cancellation), cancellation);

    public Task<Outcome<EventPage>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellation) =>
        AskRoomAsync(feed, room => room.GetEventsAsync(after, limit, TimeSpan.Zero, cancellation), cancellation);

    public Task UnfollowAsync(FeedId feed) =>
        feed.Kind == FeedKind.Room ? grains.RunAsync<IRoomGrain>(feed.Key, room => room.UnfollowAsync(gateway), CancellationToken.None) : Task.CompletedTask;

    private Task<Outcome<EventPage>> AskRoomAsync(FeedId feed, Func<IRoomGrain, Task<Outcome<EventPage>>> call, CancellationToken cancellation) =>
        feed.Kind == FeedKind.Room
            ? grains.AskAsync(feed.Key, call, cancellation)
            : Task.FromResult(Refusal.Of<EventPage>(ErrorCodes.NodeUnavailable, "inboxes are not numbered yet"));
}
