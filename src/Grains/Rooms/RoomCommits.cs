using Rooms.Grains.Apps;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Rooms;

/// <summary>
/// The room's state twice: <see cref="Pending"/> with all that is in flight, which commands are decided against, and <see cref="Committed"/>, which
/// answers are given from. Several appends may be in flight; they settle in their order. Belongs to the grain's turns.
/// </summary>
internal sealed class RoomCommits
{
    // Reading this many entries takes an activation some milliseconds.
    private const int MinSnapshotTail = 500;

    private readonly Journal<RoomEntry, RoomState> journal;
    private readonly string app;
    private readonly string id;
    private readonly IWebhookSubscriptions webhooks;
    private Task last = Task.CompletedTask;

    public RoomCommits(Journal<RoomEntry, RoomState> journal, string app, string id, IWebhookSubscriptions webhooks)
    {
        this.journal = journal;
        this.app = app;
        this.id = id;
        this.webhooks = webhooks;
        var state = journal.Snapshot ?? RoomState.None;
        foreach (var entry in journal.Tail) state = state.Apply(entry);
        Pending = Committed = state;
    }

    public RoomState Pending { get; private set; }

    public RoomState Committed { get; private set; }

    /// <summary>Done when all that was begun before is on disk; throws when it is not.</summary>
    public Task Settled => last;

    /// <summary>Appends, and once it is on disk and everything before it has settled, makes it the truth and hands its events on.</summary>
    public Task CommitAsync(RoomChange change, Action<IReadOnlyList<RoomEntry>> committed)
    {
        var (state, snapshot) = WithSnapshot(change);
        Pending = state;
        var append = journal.AppendAsync(change.Entries, Attach(change), snapshot, state.Oldest);
        return last = SettleAsync(append, last, state, () => committed(change.Entries));
    }

    public async Task<IReadOnlyList<RoomEntry>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        var entries = await journal.ReadAsync(after, limit, cancellation);
        // What is on disk may be a moment ahead of what has settled here.
        return [.. entries.TakeWhile(entry => entry.Number <= Committed.Seq)];
    }

    private async Task SettleAsync(Task append, Task before, RoomState state, Action committed)
    {
        await append;
        await before;
        Committed = state;
        committed();
    }

    private (RoomState State, RoomState? Snapshot) WithSnapshot(RoomChange change)
    {
        var state = change.State;
        if (journal.TailLength < Math.Max(MinSnapshotTail, 2 * state.Size)) return (state, null);
        var kept = state with { Oldest = Math.Max(state.Oldest, state.Seq - RoomRetention.EventsKept + 1) };
        return (kept, kept);
    }

    private JournalAttachments Attach(RoomChange change)
    {
        var isListed = false;
        StreamPlacing? placing = null;
        var messages = 0;
        foreach (var entry in change.Entries)
        {
            isListed |= entry.IsListed;
            if (entry is StreamAdded added) placing = new StreamPlacing(added.StreamId, app, id);
            if (entry is MessageSent) messages++;
        }
        var listing = isListed ? ListingOf(change.State) with { MaxRooms = change.MaxRooms } : null;
        return new JournalAttachments(listing, placing, CountOf(messages, change.Now), OutboxOf(change));
    }

    private List<OutboxEntry>? OutboxOf(RoomChange change)
    {
        List<OutboxEntry>? wanted = null;
        foreach (var entry in change.Entries)
            if (entry.Number is not null && webhooks.Wants(app, RoomEvents.TypeOf(entry)))
                (wanted ??= []).Add(OutboxEntries.OfRoom(app, id, RoomEvents.From(entry)));
        return wanted;
    }

    private MessageCount? CountOf(int messages, DateTimeOffset now) => messages == 0 ? null : new MessageCount(app, id, UsageLedger.DayOf(now), messages);

    private RoomListing ListingOf(RoomState state) =>
        new(app, id, state.Scene, state.Status, state.ClosedAt, RoomViews.Of(id, state, RoomViews.MaxMembersListed));
}
