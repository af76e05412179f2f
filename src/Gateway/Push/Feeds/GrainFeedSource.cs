using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
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
        feed.Kind == FeedKind.Room
            ? grains.AskAsync<IRoomGrain, EventPage>(feed.Key, room => room.FollowAsync(gateway, reference.Value, after, limit, cancellation), cancellation)
            : grains.AskAsync<IUserGrain, EventPage>(feed.Key, user => user.FollowAsync(gateway, reference.Value, after, limit, cancellation), cancellation);

    public Task<Outcome<EventPage>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellation) =>
        feed.Kind == FeedKind.Room
            ? grains.AskAsync<IRoomGrain, EventPage>(feed.Key, room => room.GetEventsAsync(after, limit, TimeSpan.Zero, cancellation), cancellation)
            : grains.AskAsync<IUserGrain, EventPage>(feed.Key, user => user.GetEventsAsync(after, limit, TimeSpan.Zero, cancellation), cancellation);

    public Task UnfollowAsync(FeedId feed) =>
        feed.Kind == FeedKind.Room
            ? grains.RunAsync<IRoomGrain>(feed.Key, room => room.UnfollowAsync(gateway), CancellationToken.None)
            : grains.RunAsync<IUserGrain>(feed.Key, user => user.UnfollowAsync(gateway), CancellationToken.None);
}
