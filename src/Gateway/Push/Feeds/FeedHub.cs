using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// What sessions follow, whatever their protocol. Each feed is pulled once for all connections of the process; one that nobody follows any more is given
/// up: a room's after a while, an inbox at once, since its user is offline then.
/// </summary>
internal sealed partial class FeedHub : IHostedService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    // Whoever reloads a page is back by then.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<FeedId, FeedRun> feeds = [];
    private readonly FeedParts parts;
    private readonly ILogger<FeedHub> logger;
    private ITimer? sweeper;

    public FeedHub(
        IFeedSource source, IEnumerable<IFeedObserver> observers, IOptions<PushOptions> options, PushBuffers buffers, PushMetrics metrics, TimeProvider time,
        ILogger<FeedHub> logger)
    {
        parts = new FeedParts(source, options.Value, buffers, metrics, time, [.. observers], logger);
        this.logger = logger;
    }

    /// <summary>Feeds that are pulled. Any thread.</summary>
    public int Count => feeds.Count;

    /// <summary>Feeds that one connection may follow.</summary>
    public int MaxSubscriptions => parts.Options.Subscriptions;

    /// <summary>Connections of this process that follow the feed; a moment old. Any thread.</summary>
    public int FollowersOf(FeedId feed) => feeds.TryGetValue(feed, out var run) ? run.Feed.Followers : 0;

    /// <summary>Any thread.</summary>
    public IEnumerable<Feed> All => feeds.Values.Select(run => run.Feed);

    /// <summary>
    /// On the connection's loop. Its frames follow by themselves: what came after the number, then what comes.
    /// <paramref name="after"/> may be <see cref="FeedPosition.Now"/>. The subscriber may hear of it before this returns.
    /// </summary>
    public SubscribeOutcome Subscribe(PushConnection connection, FeedId feed, long after, FrameForm form, IFeedSubscriber subscriber)
    {
        if (!connection.IsOpen) return SubscribeOutcome.Closed;
        var mine = (ConnectionFeeds)(connection.Feeds ??= new ConnectionFeeds());
        if (mine.Find(feed) is not null) return SubscribeOutcome.Already;
        if (mine.Count >= MaxSubscriptions) return SubscribeOutcome.TooMany;
        var here = LoopFeeds.Of(connection.Loop).Join(feed, this);
        var subscription = new FeedSubscription(connection, here, form, subscriber, after);
        here.Add(subscription);
        mine.Add(subscription);
        here.Advance(subscription);
        return SubscribeOutcome.Done;
    }

    /// <summary>On the connection's loop. False: it was not subscribed.</summary>
    public static bool Unsubscribe(PushConnection connection, FeedId feed)
    {
        if (connection.Feeds is not ConnectionFeeds mine || mine.Find(feed) is not { } subscription) return false;
        mine.Remove(subscription);
        subscription.Feed.Remove(subscription);
        return true;
    }

    /// <summary>From any thread: the feed has newer events.</summary>
    public void Hint(FeedId feed)
    {
        if (feeds.TryGetValue(feed, out var run)) run.Puller.Hint();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        sweeper = parts.Time.CreateTimer(static state => ((FeedHub)state!).Sweep(), this, SweepInterval, SweepInterval);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (sweeper is not null) await sweeper.DisposeAsync();
        foreach (var run in feeds.Values) run.Puller.Stop();
        foreach (var run in feeds.Values) await run.Running;
    }

    internal LoopFeed Join(FeedId id, PushLoop loop)
    {
        while (true)
        {
            var run = feeds.GetOrAdd(id, key => Create(key, Task.CompletedTask));
            if (run.Feed.TryJoin(loop) is { } joined)
            {
                run.Begin(this);
                return joined;
            }
            // It has ended a moment ago, and unfollows: the next one follows after that, or the grain would forget it, too.
            feeds.TryUpdate(id, Create(id, run.Running), run);
        }
    }

    internal void Sweep()
    {
        foreach (var run in feeds.Values)
        {
            run.Feed.Sweep();
            Retire(run, IdleTime);
        }
    }

    private static void Retire(FeedRun run, TimeSpan idle)
    {
        if (run.Feed.TryRetire(idle)) run.Puller.Stop();
    }

    private FeedRun Create(FeedId id, Task before)
    {
        var feed = new Feed(id, parts);
        var run = new FeedRun(feed, new FeedPuller(feed, parts), before);
        // While an inbox is followed its user is online, and the app's webhook is not told of messages.
        if (id.Kind == FeedKind.Inbox) feed.Left = () => Retire(run, TimeSpan.Zero);
        return run;
    }

    private async Task PullAsync(FeedRun run)
    {
        // Not on the loop of whoever came first.
        await Task.Yield();
        await run.Before;
        try
        {
            await run.Puller.RunAsync();
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The top of a run loop.
            PullingFailed(bug, run.Feed.Id);
            run.Feed.End(ErrorCodes.NodeUnavailable);
        }
        catch (OperationCanceledException)
        {
            // Stopped in a call.
        }
        run.Feed.Close();
        await UnfollowAsync(run.Feed.Id);
        feeds.TryRemove(new KeyValuePair<FeedId, FeedRun>(run.Feed.Id, run));
        run.Puller.Dispose();
    }

    // One that was not heard of ends by itself: the grain forgets who does not follow again.
    private async Task UnfollowAsync(FeedId id)
    {
        try
        {
            await parts.Source.UnfollowAsync(id);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            NotUnfollowed(id, fault.Message);
        }
    }

    /// <summary>A feed and what pulls it, from the first who joins, once the feed's former life is over.</summary>
    private sealed class FeedRun(Feed feed, FeedPuller puller, Task before)
    {
        private int hasBegun;

        public Task Before => before;

        public Feed Feed => feed;

        public FeedPuller Puller => puller;

        public Task Running { get; private set; } = Task.CompletedTask;

        public void Begin(FeedHub hub)
        {
            if (Interlocked.Exchange(ref hasBegun, 1) == 0) Running = hub.PullAsync(this);
        }
    }
}
