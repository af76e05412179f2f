using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Feeds;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

/// <summary>The numbered events of the inbox, by page, by long poll and by the gateways that carry them to the user's devices.</summary>
public sealed partial class UserGrain
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private const int LargestPage = 1_000;

    // Enough for the devices that follow; a hundred thousand users may be in memory.
    private const int EventsInMemory = 32;

    private readonly EventWindow window = new(EventsInMemory);
    private readonly Followers followers;

    public async Task<Outcome<EventPage>> GetEventsAsync(long after, int limit, TimeSpan wait, CancellationToken cancellation = default)
    {
        after = Math.Max(0, after);
        if (RefuseEvents(after) is { } refused) return refused;
        if (commits.Committed.Seq <= after && wait > TimeSpan.Zero)
        {
            if (window.Waiting >= options.MaxWaiters) return Refusal.Of<EventPage>(ErrorCodes.RoomBusy, $"{options.MaxWaiters} long polls wait already");
            await window.WaitAsync(wait < LongestPoll ? wait : LongestPoll, time, cancellation);
            if (RefuseEvents(after) is { } changed) return changed;
        }
        Forget();
        return await ReadEventsAsync(after, Math.Clamp(limit, 1, LargestPage), cancellation);
    }

    public async Task<Outcome<EventPage>> FollowAsync(
        string gateway, IFeedFollower follower, long after, int limit, CancellationToken cancellation = default)
    {
        after = Math.Max(0, after);
        // First: what is committed while the page is read is told.
        followers.Arm(gateway, follower);
        return RefuseEvents(after) ?? await ReadEventsAsync(after, Math.Clamp(limit, 1, LargestPage), cancellation);
    }

    public Task UnfollowAsync(string gateway)
    {
        followers.Remove(gateway);
        Forget();
        return Task.CompletedTask;
    }

    void IJournalOwner<UserEntry, UserState, UserChange>.Publish(IReadOnlyList<UserEntry> entries)
    {
        // What it holds of the erased is read anew.
        if (entries.Any(entry => entry is ErasedUpTo or ErasedFrom)) window.Clear();
        var isTold = false;
        foreach (var entry in entries)
        {
            if (entry.Number is null) continue;
            window.Add(UserEvents.From(entry, Id));
            isTold = true;
        }
        if (isTold) TellFollowers();
    }

    private void TellFollowers()
    {
        window.Wake();
        followers.Tell(FeedId.Inbox(App, Id), commits.Committed.Seq);
    }

    private async Task<Outcome<EventPage>> ReadEventsAsync(long after, int limit, CancellationToken cancellation)
    {
        var oldest = commits.Committed.Oldest;
        var last = commits.Committed.Seq;
        if (last <= after) return new EventPage([], after, oldest, last);
        try
        {
            var events = window.After(after, limit)
                ?? [.. (await commits.ReadAsync(after, limit, cancellation)).Select(entry => UserEvents.From(entry, Id))];
            return new EventPage(events, events.IsEmpty ? after : events[^1].Seq, oldest, last);
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<EventPage>(fault);
        }
    }

    private Outcome<EventPage>? RefuseEvents(long after)
    {
        if (turns.Failure is not null) return turns.Unavailable<EventPage>();
        var oldest = commits.Committed.Oldest;
        return after < oldest - 1 ? Refusal.Of<EventPage>(ErrorCodes.EventsGone, oldest.ToString()) : null;
    }
}
