using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>What was said, what may be taken back, and what must be forgotten: pure functions.</summary>
internal static class HistoryRules
{
    // Time to notice a mistake; later the others have read it.
    private static readonly TimeSpan RecallTime = TimeSpan.FromMinutes(2);

    public static bool IsWanted(RoomEntry entry, ImmutableArray<string> kinds) => entry switch
    {
        MessageSent => kinds.IsDefaultOrEmpty || kinds.Contains(RoomEventTypes.Message),
        GiftSent => kinds.IsDefaultOrEmpty || kinds.Contains(RoomEventTypes.Gift),
        _ => false,
    };

    public static bool IsOf(RoomEntry entry, string user) => entry is MessageSent or GiftSent && entry.User == user;

    public static bool HasTextOf(RoomEntry entry, string user, DateTimeOffset until) =>
        entry is MessageSent { IsRecalled: false } && entry.User == user && entry.At <= until;

    public static HistoryItem ItemOf(RoomEntry entry) => entry switch
    {
        MessageSent e => new HistoryItem(NumberOf(e), RoomEventTypes.Message, e.Type, e.At, e.User, e.Text, e.Data, e.IsRecalled),
        GiftSent e => new HistoryItem(NumberOf(e), RoomEventTypes.Gift, RoomEventTypes.Gift, e.At, e.User, null, RoomEventData.Of(e), false),
        _ => throw new ArgumentException($"{entry.GetType().Name} is nothing that was said", nameof(entry)),
    };

    /// <summary><paramref name="stored"/>: the message's entry as it is on disk; null when there is none of that number.</summary>
    public static Outcome<Done> Recall(RoomChange change, Caller caller, MessageSent? stored)
    {
        if (change.State.IsGone(change.Now)) return RoomRules.NotFound<Done>();
        if (stored is null) return Refusal.Of<Done>(ErrorCodes.MessageNotFound, "no such message is kept");
        if (!MayRecall(change, caller, stored))
            return Refusal.Of<Done>(ErrorCodes.Forbidden, "its author takes a message back within two minutes, those who moderate the room at any time");
        if (stored.IsRecalled) return Done.Value;
        change.Rewrite(Erased(stored));
        change.Tell(new MessageRecalled(NumberOf(stored)) { User = caller.User });
        return Done.Value;
    }

    /// <summary>Messages of one user, some hundred at a time. Told each time: who has some of them in memory must not miss it, whatever is killed.</summary>
    public static Outcome<Done> Erase(RoomChange change, string user, IReadOnlyList<RoomEntry> messages)
    {
        if (change.State.IsGone(change.Now)) return RoomRules.NotFound<Done>();
        foreach (var message in messages) change.Rewrite(Erased((MessageSent)message));
        change.Tell(new MessagesErased(user));
        return Done.Value;
    }

    private static bool MayRecall(RoomChange change, Caller caller, MessageSent message) =>
        RightsRules.MayModerate(change.State, caller) || (message.User == caller.User && message.At + RecallTime >= change.Now);

    private static MessageSent Erased(MessageSent message) => message with { Text = null, Data = null, IsRecalled = true };

    private static long NumberOf(RoomEntry entry) => entry.Number ?? throw new ArgumentException("an entry without a number was not said", nameof(entry));
}
