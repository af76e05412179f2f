using System.Globalization;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// Brings one feed's events here: by a hint, at most once a tick; and without one every few seconds, because hints may be lost. One pull at a time.
/// </summary>
internal sealed class FeedPuller : IDisposable
{
    private const int PageEvents = 500;

    // A repair costs a call a feed and process; a quiet feed pays it every half minute.
    private static readonly TimeSpan FirstRepair = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRepair = TimeSpan.FromSeconds(24);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly Feed feed;
    private readonly FeedParts parts;
    private readonly FeedAlarm alarm;
    private readonly CancellationTokenSource over = new();
    private TimeSpan tick;
    private TimeSpan repair = FirstRepair;
    private TimeSpan retry = FirstRetry;

    public FeedPuller(Feed feed, FeedParts parts)
    {
        this.feed = feed;
        this.parts = parts;
        alarm = new FeedAlarm(parts.Time);
        feed.Ring = Hint;
    }

    /// <summary>From any thread: there are newer events.</summary>
    public void Hint() => alarm.Ring();

    /// <summary>Until the feed is over, or <see cref="Stop"/>.</summary>
    public async Task RunAsync()
    {
        while (!over.IsCancellationRequested && await PullAsync())
        {
        }
    }

    public void Stop()
    {
        over.Cancel();
        alarm.Stop();
    }

    // Not what it was stopped by: whoever stops it may do so a moment after its end, and there is nothing in it to give back.
    public void Dispose() => alarm.Dispose();

    internal static bool IsTransient(string? code) =>
        code is ErrorCodes.NodeUnavailable or ErrorCodes.RoomBusy or ErrorCodes.RateLimited or ErrorCodes.Draining;

    internal static long OldestOf(Outcome<EventPage> refused) =>
        long.TryParse(refused.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var oldest) ? oldest : 1;

    // False: the feed is no more.
    private async Task<bool> PullAsync()
    {
        alarm.Arm();
        var asked = parts.Time.GetTimestamp();
        var after = feed.Last;
        var outcome = await parts.Source.FollowAsync(feed.Id, after == FeedPosition.Now ? long.MaxValue : after, PageEvents, over.Token);
        if (over.IsCancellationRequested) return false;
        if (outcome.Value is { } page)
        {
            parts.Metrics.Pulled(parts.Time.GetElapsedTime(asked), !page.Events.IsEmpty);
            retry = FirstRetry;
            Take(page, after);
            feed.CountPull();
            if (page.Next < page.Last && !page.Events.IsEmpty) return true;
            await SleepAsync(asked, hadEvents: !page.Events.IsEmpty);
            return true;
        }
        if (outcome.Code == ErrorCodes.EventsGone && after != FeedPosition.Now)
        {
            SkipTo(OldestOf(outcome), after);
            return true;
        }
        if (!IsTransient(outcome.Code))
        {
            feed.End(outcome.Code!);
            return false;
        }
        parts.Metrics.PullFailed();
        await alarm.PauseAsync(Jittered(retry));
        retry = Longer(retry, LastRetry);
        return true;
    }

    private void Take(EventPage page, long after)
    {
        tick = TimeSpan.FromMilliseconds(Math.Clamp(page.TickMilliseconds, 0, 1000));
        if (after == FeedPosition.Now)
        {
            feed.Begin(page.Last);
            return;
        }
        // Another room of the same name, or a restored one.
        if (page.Last < after)
        {
            feed.Reset(page.Oldest, page.Last);
            return;
        }
        if (page.Events.IsEmpty) return;
        SkipTo(page.Events[0].Seq, after);
        foreach (var observer in parts.Observers) observer.OnEvents(feed.Id, page.Events);
        feed.Publish(page.Events);
    }

    private void SkipTo(long oldest, long after)
    {
        if (oldest > after + 1) feed.Skip(after + 1, oldest - 1);
    }

    // What happens within a tick of the last pull is gathered; what happens after a pause is fetched at once.
    private async Task SleepAsync(long asked, bool hadEvents)
    {
        repair = hadEvents ? FirstRepair : repair;
        if (await alarm.SleepAsync(Jittered(repair)))
        {
            var left = tick - parts.Time.GetElapsedTime(asked);
            if (left > TimeSpan.Zero) await alarm.PauseAsync(left);
            repair = FirstRepair;
        }
        else
        {
            repair = Longer(repair, LastRepair);
        }
    }

    private static TimeSpan Longer(TimeSpan time, TimeSpan longest) => time * 2 < longest ? time * 2 : longest;

    // Plus or minus a quarter: the feeds of a process that started at once do not ask at once for ever.
    private static TimeSpan Jittered(TimeSpan time) => time * (0.75 + 0.5 * Random.Shared.NextDouble());
}
