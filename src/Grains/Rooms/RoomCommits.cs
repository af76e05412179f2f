using Rooms.Grains.Apps;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Rooms;

/// <summary>The room's commits, with the rows of the lists, of streams and of usage that belong to them.</summary>
internal sealed class RoomCommits(Journal<RoomEntry, RoomState> journal, string app, string id, IWebhookSubscriptions webhooks, Action<RoomEntry>? told = null)
    : JournalCommits<RoomEntry, RoomState, RoomChange>(journal, snapshot => snapshot ?? RoomState.None, told)
{
    protected override JournalAttachments Attach(RoomChange change)
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
            if (entry.Number is not null && webhooks.Wants(app, RoomEvents.TypeOf(entry), RoomEvents.ClassOf(entry)))
                (wanted ??= []).Add(OutboxEntries.OfRoom(app, id, RoomEvents.From(entry)));
        return wanted;
    }

    private MessageCount? CountOf(int messages, DateTimeOffset now) => messages == 0 ? null : new MessageCount(app, id, UsageLedger.DayOf(now), messages);

    private RoomListing ListingOf(RoomState state) =>
        new(app, id, state.Scene, state.Status, state.ClosedAt, RoomViews.Of(id, state, RoomViews.MaxMembersListed));
}
