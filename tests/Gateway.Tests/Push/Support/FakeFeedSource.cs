using System.Collections.Concurrent;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>Feeds in memory, which tell of new events as a grain does: once, until they are followed again. Beats when it is asked.</summary>
internal sealed class FakeFeedSource(Pulse pulse) : IFeedSource
{
    private readonly ConcurrentDictionary<FeedId, Log> logs = [];
    private int follows;
    private int reads;

    public Action<FeedId> Hint { get; set; } = _ => { };

    /// <summary>Hints are lost.</summary>
    public bool LosesHints { get; set; }

    public int TickMilliseconds { get; set; }

    public int Follows => Volatile.Read(ref follows);

    public int Reads => Volatile.Read(ref reads);

    public ConcurrentQueue<FeedId> Unfollowed { get; } = new();

    /// <summary>How long it takes.</summary>
    public Task Unfollowing { get; set; } = Task.CompletedTask;

    /// <summary>The next answers are this code.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public void Create(FeedId feed) => logs.GetOrAdd(feed, _ => new Log());

    public void Append(FeedId feed, int count = 1, DeliveryClass delivery = DeliveryClass.MustDeliver, string data = "x", string type = RoomEventTypes.Message)
    {
        var log = logs.GetOrAdd(feed, _ => new Log());
        bool tells;
        lock (log)
        {
            for (var i = 0; i < count; i++) log.Add(delivery, data, type);
            tells = log.TakeArmed();
        }
        if (tells && !LosesHints) Hint(feed);
    }

    /// <summary>The event's data is taken back, and an event tells of it.</summary>
    public void Erase(FeedId feed, long seq, string type)
    {
        var log = logs[feed];
        lock (log) log.Erase(seq);
        Append(feed, type: type);
    }

    /// <summary>Events up to the number are no longer kept.</summary>
    public void Trim(FeedId feed, long upTo)
    {
        var log = logs[feed];
        lock (log) log.Trim(upTo);
    }

    public void Restart(FeedId feed)
    {
        logs[feed] = new Log();
        Hint(feed);
    }

    public Task<Outcome<EventPage>> FollowAsync(FeedId feed, long after, int limit, CancellationToken cancellation)
    {
        var answer = Answer(feed, after, limit, arms: true);
        Interlocked.Increment(ref follows);
        pulse.Beat();
        return Task.FromResult(answer);
    }

    public Task<Outcome<EventPage>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellation)
    {
        Interlocked.Increment(ref reads);
        return Task.FromResult(Answer(feed, after, limit, arms: false));
    }

    public Task UnfollowAsync(FeedId feed)
    {
        Unfollowed.Enqueue(feed);
        pulse.Beat();
        return Unfollowing;
    }

    private Outcome<EventPage> Answer(FeedId feed, long after, int limit, bool arms)
    {
        if (Refusals.TryDequeue(out var code)) return Refusal.Of<EventPage>(code, "planted");
        if (!logs.TryGetValue(feed, out var log)) return Refusal.Of<EventPage>(ErrorCodes.RoomNotFound, "no such feed");
        lock (log) return log.Answer(after, limit, arms, TickMilliseconds);
    }

    private sealed class Log
    {
        private readonly List<RoomEventView> events = [];
        private long oldest = 1;
        private bool isArmed;

        private long Last => oldest + events.Count - 1;

        public void Add(DeliveryClass delivery, string data, string type) =>
            events.Add(new RoomEventView(Last + 1, type, DateTimeOffset.UnixEpoch, "u", data, delivery));

        public void Erase(long seq) => events[(int)(seq - oldest)] = events[(int)(seq - oldest)] with { Data = "gone" };

        public bool TakeArmed()
        {
            var was = isArmed;
            isArmed = false;
            return was;
        }

        public void Trim(long upTo)
        {
            events.RemoveRange(0, (int)(upTo - oldest + 1));
            oldest = upTo + 1;
        }

        public Outcome<EventPage> Answer(long after, int limit, bool arms, int tick)
        {
            isArmed |= arms;
            if (after < oldest - 1) return Refusal.Of<EventPage>(ErrorCodes.EventsGone, oldest.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (after >= Last) return new EventPage([], after, oldest, Last, tick);
            var page = events.Skip((int)(after - oldest + 1)).Take(limit).ToArray();
            return new EventPage([.. page], page[^1].Seq, oldest, Last, tick);
        }
    }
}
