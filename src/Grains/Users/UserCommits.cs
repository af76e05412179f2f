using Rooms.Contracts.Feeds;
using Rooms.Contracts.Users;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Users;

/// <summary>The user's commits, with what the app's webhook is told of messages that found nobody there.</summary>
internal sealed class UserCommits(Journal<UserEntry, UserState> journal, string app, string id, int maxEvents, IWebhookSubscriptions webhooks)
    : JournalCommits<UserEntry, UserState, UserChange>(journal, snapshot => (snapshot ?? UserState.None) with { MaxEvents = maxEvents })
{
    protected override JournalAttachments Attach(UserChange change)
    {
        if (!change.IsOffline || !webhooks.Wants(app, UserEventTypes.MessageOffline, DeliveryClass.MustDeliver)) return default;
        List<OutboxEntry>? told = null;
        foreach (var entry in change.Entries)
            if (entry is Received or Pushed) (told ??= []).Add(Tell(change, entry));
        return new JournalAttachments(Outbox: told);
    }

    private OutboxEntry Tell(UserChange change, UserEntry entry) => OutboxEntries.OfUser(
        app, id, entry.Number ?? 0, UserEventTypes.MessageOffline, change.Now, UserEvents.OfflineData(id, change.State, entry));
}
