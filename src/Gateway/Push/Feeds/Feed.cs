using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// One feed in this process: its newest events, and the loops whose connections follow it. A batch goes into the window first and to the loops then, so
/// whoever joins in between finds it in one of the two. Any thread.
/// </summary>
internal sealed class Feed(FeedId id, FeedParts parts)
{
    private readonly Lock gate = new();
    private readonly FeedWindow window = new(parts.Options);
    private readonly OlderPages older = new(id, parts);
    private LoopFeed[] loops = [];
    private long last = FeedPosition.Now;
    private long emptySince;
    private long pulls;
    private bool isAsked;
    private bool isOver;

    public FeedId Id => id;

    /// <summary>The newest number; <see cref="FeedPosition.Now"/>: not known yet.</summary>
    public long Last
    {
        get
        {
            lock (gate) return last;
        }
    }

    /// <summary>Connections that follow it; a moment old.</summary>
    public int Followers
    {
        get
        {
            lock (gate) return loops.Sum(loop => loop.Count);
        }
    }

    /// <summary>How often its grain has answered.</summary>
    public long Pulls
    {
        get
        {
            lock (gate) return pulls;
        }
    }

    /// <summary>What a pull is asked for with; set once, before anybody joins.</summary>
    public Action Ring { get; set; } = () => { };

    /// <summary>The last one who followed it has left; set once, before anybody joins.</summary>
    public Action Left { get; set; } = () => { };

    /// <summary>Null: it is over; another one takes its place.</summary>
    public LoopFeed? TryJoin(PushLoop loop)
    {
        lock (gate)
        {
            if (isOver) return null;
            var joined = new LoopFeed(this, loop);
            loops = [.. loops, joined];
            return joined;
        }
    }

    public void Leave(LoopFeed loop)
    {
        lock (gate)
        {
            loops = [.. loops.Where(one => one != loop)];
            if (loops.Length > 0) return;
            emptySince = parts.Time.GetTimestamp();
        }
        Left();
    }

    /// <summary>True: nobody has followed it for that long, and nobody can any more.</summary>
    public bool TryRetire(TimeSpan idle)
    {
        lock (gate)
        {
            if (isOver || loops.Length > 0 || parts.Time.GetElapsedTime(emptySince) < idle) return false;
            Forget();
            return true;
        }
    }

    /// <summary>What it has for somebody who has everything up to a number.</summary>
    public WindowAnswer Look(long after, List<FeedBatch> found, out long newest)
    {
        lock (gate)
        {
            newest = last;
            if (last == FeedPosition.Now) return WindowAnswer.Unknown;
            if (after == last || after == FeedPosition.Now) return WindowAnswer.Live;
            if (after > last) return WindowAnswer.Ahead;
            return window.TryTake(after, found) ? WindowAnswer.Batches : WindowAnswer.Behind;
        }
    }

    /// <summary>Answers once, from any thread, perhaps before it returns.</summary>
    public void ReadOlder(long after, Action<OlderEvents> answer) => older.Read(after, answer);

    /// <summary>Pages that nobody has asked for lately are not kept.</summary>
    public void Sweep() => older.Sweep();

    /// <summary>After the next pull all that are not live look again.</summary>
    public void PullAgain()
    {
        lock (gate) isAsked = true;
        Ring();
    }

    /// <summary>Its grain has answered.</summary>
    public void CountPull()
    {
        LoopFeed[] told;
        lock (gate)
        {
            pulls++;
            told = isAsked ? loops : [];
            isAsked = false;
        }
        foreach (var loop in told) loop.PostAdvance();
    }

    /// <summary>The feed's place when it was first read.</summary>
    public void Begin(long newest)
    {
        foreach (var loop in Set(newest)) loop.PostAdvance();
    }

    public void Publish(ImmutableArray<RoomEventView> events)
    {
        var batch = new FeedBatch(id, events, parts.Buffers, window.Bytes);
        LoopFeed[] told;
        lock (gate)
        {
            if (isOver) return;
            if (events.Any(IsErasure)) ForgetTexts();
            window.Add(batch);
            last = batch.Last;
            told = loops;
        }
        foreach (var loop in told) loop.PostBatch(batch);
    }

    /// <summary>The numbers were never seen here and are no longer kept.</summary>
    public void Skip(long from, long to)
    {
        // An erasure may be among them.
        older.ForgetPages();
        foreach (var loop in Set(to)) loop.PostGap(from, to);
    }

    /// <summary>Its numbers have begun anew: what anybody has is of another life.</summary>
    public void Reset(long oldest, long newest)
    {
        older.Clear(isLast: false);
        foreach (var loop in Set(newest)) loop.PostReset(oldest, newest);
    }

    public void End(string code)
    {
        LoopFeed[] told;
        lock (gate)
        {
            told = loops;
            Forget();
        }
        foreach (var loop in told) loop.PostEnd(code);
    }

    /// <summary>Nothing is pulled for it any more.</summary>
    public void Close()
    {
        lock (gate) Forget();
    }

    // Of an inbox it has the same name.
    private static bool IsErasure(RoomEventView happened) => happened.Type is RoomEventTypes.MessageRecalled or RoomEventTypes.MessagesErased;

    // What was taken back or erased is in the journal no more: whoever resumes from before it reads it from there.
    private void ForgetTexts()
    {
        window.Clear();
        older.ForgetPages();
    }

    private LoopFeed[] Set(long newest)
    {
        lock (gate)
        {
            window.Clear();
            last = newest;
            return loops;
        }
    }

    private void Forget()
    {
        isOver = true;
        window.Clear();
        older.Clear(isLast: true);
    }
}
