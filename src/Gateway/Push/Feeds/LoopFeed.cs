using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// The connections of one loop that follow one feed. A batch goes to all of them from one buffer a form; who is not that far yet is left to its own
/// catching up, which meets the feed at some batch's number: nothing twice, nothing left out. The loop's thread, but for what says otherwise.
/// </summary>
internal sealed class LoopFeed(Feed feed, PushLoop loop)
{
    private readonly List<FeedSubscription> subscriptions = [];
    private readonly List<FeedBatch> found = [];
    private readonly List<(FrameForm Form, PushBuffer Frames)> taken = [];

    public FeedId Id => feed.Id;

    public Feed Feed => feed;

    public int Count => subscriptions.Count;

    // What may be laid before a connection that has room.
    private int RoomBytes => loop.Options.QueueBytes / 2;

    /// <summary>From any thread.</summary>
    public void PostBatch(FeedBatch batch) => loop.Post(new LoopAction(() => Deliver(batch)));

    /// <summary>From any thread: the feed's place is known, or others wait for what has come.</summary>
    public void PostAdvance() => loop.Post(new LoopAction(AdvanceAll));

    /// <summary>From any thread.</summary>
    public void PostGap(long from, long to) => loop.Post(new LoopAction(() => TellGap(from, to)));

    /// <summary>From any thread.</summary>
    public void PostEnd(string code) => loop.Post(new LoopAction(() => EndAll(subscription => subscription.Subscriber.OnEnded(Id, code))));

    /// <summary>From any thread: its numbers have begun anew.</summary>
    public void PostReset(long oldest, long last) =>
        loop.Post(new LoopAction(() => EndAll(subscription => subscription.Subscriber.OnUnreachable(Id, subscription.Position, oldest, last))));

    public void Add(FeedSubscription subscription)
    {
        subscription.Place = subscriptions.Count;
        subscriptions.Add(subscription);
    }

    public void Remove(FeedSubscription subscription)
    {
        if (subscription.Place < 0) return;
        var last = subscriptions[^1];
        subscriptions[subscription.Place] = last;
        last.Place = subscription.Place;
        subscriptions.RemoveAt(subscriptions.Count - 1);
        subscription.Place = -1;
        if (subscriptions.Count == 0) LoopFeeds.Of(loop).Leave(this);
    }

    /// <summary>Brings a subscription nearer to the feed's newest event: as far as its connection has room.</summary>
    public void Advance(FeedSubscription subscription)
    {
        while (subscription is { IsLive: false, IsReading: false, IsOver: false } && subscription.Connection is { IsOpen: true, HasRoom: true })
        {
            found.Clear();
            switch (feed.Look(subscription.Position, found, out var last))
            {
                case WindowAnswer.Unknown:
                    return;
                case WindowAnswer.Live:
                    GoLive(subscription, last);
                    return;
                case WindowAnswer.Ahead:
                    Doubt(subscription, last);
                    return;
                case WindowAnswer.Behind:
                    Read(subscription);
                    return;
                case WindowAnswer.Batches:
                    SendFound(subscription);
                    break;
            }
        }
    }

    private void Deliver(FeedBatch batch)
    {
        // Backwards: who ends is replaced by the last one, which has the batch already.
        for (var i = subscriptions.Count - 1; i >= 0; i--) DeliverGuarded(batch, subscriptions[i]);
        foreach (var (_, frames) in taken) frames.Release();
        taken.Clear();
    }

    // One form's fault is not the others'.
    private void DeliverGuarded(FeedBatch batch, FeedSubscription subscription)
    {
        try
        {
            Deliver(batch, subscription);
        }
        catch (Exception bug)
        {
            subscription.Connection.Fail(bug);
        }
    }

    private void Deliver(FeedBatch batch, FeedSubscription subscription)
    {
        if (!subscription.IsLive || subscription.Position >= batch.Last) return;
        var frames = Take(batch, subscription.Form);
        if (frames.Length <= RoomBytes && subscription.Position + 1 >= batch.First) subscription.Send(batch, frames, int.MaxValue);
        else Slow(subscription);
    }

    // More at once than a connection may have waiting, or not what comes next: it gets it as it takes it, like somebody who resumes.
    private void Slow(FeedSubscription subscription)
    {
        subscription.IsLive = false;
        if (subscription.Connection.Feeds is ConnectionFeeds feeds) feeds.CatchingUp++;
        Advance(subscription);
    }

    // A room speaks one or two forms: the same buffer for all who speak one.
    private PushBuffer Take(FeedBatch batch, FrameForm form)
    {
        foreach (var (known, frames) in taken)
            if (known == form) return frames;
        var fresh = batch.Take(form);
        taken.Add((form, fresh));
        return fresh;
    }

    private void SendFound(FeedSubscription subscription)
    {
        foreach (var batch in found)
        {
            if (!subscription.Connection.HasRoom) break;
            Send(subscription, batch);
            // The rest of it comes first.
            if (subscription.Position < batch.Last) break;
        }
        found.Clear();
    }

    private void Send(FeedSubscription subscription, FeedBatch batch, long upTo = long.MaxValue)
    {
        var frames = batch.Take(subscription.Form);
        subscription.Send(batch, frames, RoomBytes, upTo);
        frames.Release();
    }

    private void GoLive(FeedSubscription subscription, long last)
    {
        subscription.Position = last;
        subscription.IsLive = true;
        if (subscription.Connection.Feeds is ConnectionFeeds feeds) feeds.CatchingUp--;
        if (subscription.WasLive) return;
        subscription.WasLive = true;
        subscription.Subscriber.OnLive(Id, last);
    }

    // It may have the number from another process, which was told of it sooner: only a feed that was pulled since then knows. The pull that is under way
    // may have begun before, so the second one decides.
    private void Doubt(FeedSubscription subscription, long last)
    {
        subscription.AheadSince ??= feed.Pulls;
        if (feed.Pulls - subscription.AheadSince >= 2) End(subscription, ended => ended.Subscriber.OnUnreachable(Id, ended.Position, 0, last));
        else feed.PullAgain();
    }

    private void Read(FeedSubscription subscription)
    {
        subscription.IsReading = true;
        feed.ReadOlder(subscription.Position, answer => loop.Post(new LoopAction(() => OnOlder(subscription, answer))));
    }

    // A page may be newer than the feed: what lies beyond comes with the feed itself, which else would seem to be behind its subscriber.
    private void OnOlder(FeedSubscription subscription, OlderEvents answer)
    {
        subscription.IsReading = false;
        if (subscription.IsOver) return;
        if (answer.Continues(subscription.Position) && subscription.Connection.HasRoom) Send(subscription, answer.Batch!, upTo: feed.Last);
        else if (answer.Code is { } code) End(subscription, ended => ended.Subscriber.OnEnded(Id, code));
        else if (answer.Oldest > subscription.Position + 1) End(subscription, ended => ended.Subscriber.OnUnreachable(Id, ended.Position, answer.Oldest, feed.Last));
        Advance(subscription);
    }

    private void AdvanceAll()
    {
        foreach (var subscription in subscriptions.ToArray()) Advance(subscription);
    }

    private void TellGap(long from, long to)
    {
        foreach (var subscription in subscriptions.ToArray())
        {
            if (!subscription.IsLive || subscription.IsOver || subscription.Position >= to) continue;
            var notice = loop.Buffers.Rent();
            subscription.Form.EncodeGap(Id, Math.Max(from, subscription.Position + 1), to, notice);
            subscription.Connection.Send(notice);
            notice.Release();
            subscription.Position = to;
            subscription.Subscriber.OnGap(Id, from, to);
        }
    }

    private void EndAll(Action<FeedSubscription> tell)
    {
        foreach (var subscription in subscriptions.ToArray()) End(subscription, tell);
    }

    private void End(FeedSubscription subscription, Action<FeedSubscription> tell)
    {
        if (subscription.IsOver) return;
        (subscription.Connection.Feeds as ConnectionFeeds)?.Remove(subscription);
        Remove(subscription);
        tell(subscription);
    }
}
