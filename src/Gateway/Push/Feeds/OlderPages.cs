using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// A feed's older events, read when somebody resumes from before the window. Pages begin at fixed numbers, so that thousands who come back at once after
/// a restart share few reads. Any thread.
/// </summary>
internal sealed partial class OlderPages(FeedId feed, FeedParts parts)
{
    /// <summary>A page is some 40 KB: an eighth of what a connection may have waiting.</summary>
    private const int PageEvents = 256;

    private const int KeptPages = 8;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<long, OlderPage> pages = [];
    private long oldest = 1;
    private bool isOver;

    public void Read(long after, Action<OlderEvents> answer)
    {
        var first = OldestKept();
        if (after + 1 < first) answer(new OlderEvents(null, first));
        else Find(after).Wait(answer);
    }

    /// <summary>Forgets what nobody has asked for since the last time.</summary>
    public void Sweep()
    {
        lock (gate)
            foreach (var (start, page) in pages)
                if (!page.WasAsked()) Forget(start, page);
    }

    /// <summary>The feed's numbers have begun anew, or it is over.</summary>
    public void Clear(bool isLast)
    {
        lock (gate)
        {
            isOver = isLast;
            oldest = 1;
            ForgetPages();
        }
    }

    /// <summary>What is asked for from here on is read anew.</summary>
    public void ForgetPages()
    {
        lock (gate)
            foreach (var (start, page) in pages) Forget(start, page);
    }

    private OlderPage Find(long after)
    {
        lock (gate)
        {
            // What is no longer kept moves the first page's beginning.
            var start = Math.Min(after, Math.Max(after / PageEvents * PageEvents, oldest - 1));
            // A page that was read when the feed was shorter brings this one nothing.
            if (pages.TryGetValue(start, out var known))
            {
                if (!known.Misses(after)) return known;
                Forget(start, known);
            }
            MakeRoom();
            var page = new OlderPage();
            if (!isOver) pages.Add(start, page);
            page.Reading = ReadGuardedAsync(page, start, after);
            return page;
        }
    }

    private void MakeRoom()
    {
        if (pages.Count < KeptPages) return;
        foreach (var (start, page) in pages)
        {
            if (!page.IsDone) continue;
            Forget(start, page);
            return;
        }
    }

    private void Forget(long start, OlderPage page)
    {
        pages.Remove(start);
        page.Forget();
    }

    private async Task ReadGuardedAsync(OlderPage page, long start, long after)
    {
        // Not under the lock of whoever asked.
        await Task.Yield();
        try
        {
            await ReadAsync(page, start, after);
        }
        catch (Exception fault)
        {
            // The top of a read: whoever waits comes back and asks again.
            ReadFailed(parts.Logger, fault, feed);
            page.Complete(new OlderEvents(null, 0, ErrorCodes.NodeUnavailable));
        }
    }

    private async Task ReadAsync(OlderPage page, long start, long after)
    {
        while (!IsOver())
        {
            var outcome = await parts.Source.ReadAsync(feed, start, PageEvents, CancellationToken.None);
            if (Judge(outcome, after) is { } answer)
            {
                page.Complete(answer);
                return;
            }
            var next = outcome.Code == ErrorCodes.EventsGone ? OldestKept() - 1 : outcome.Value?.Next ?? start;
            if (next <= start) await Task.Delay(RetryPause, parts.Time);
            start = Math.Max(start, next);
        }
        page.Complete(default);
    }

    // Null: ask again, from further on where that was learnt.
    private OlderEvents? Judge(Outcome<EventPage> outcome, long after)
    {
        if (outcome.Value is { } found)
            return found.Events.IsEmpty || found.Events[^1].Seq <= after ? null : new OlderEvents(new FeedBatch(feed, found.Events, parts.Buffers));
        if (outcome.Code == ErrorCodes.EventsGone)
        {
            var first = FeedPuller.OldestOf(outcome);
            lock (gate) oldest = Math.Max(oldest, first);
            return first > after + 1 ? new OlderEvents(null, first) : null;
        }
        return FeedPuller.IsTransient(outcome.Code) ? null : new OlderEvents(null, 0, outcome.Code);
    }

    private long OldestKept()
    {
        lock (gate) return oldest;
    }

    private bool IsOver()
    {
        lock (gate) return isOver;
    }
}
