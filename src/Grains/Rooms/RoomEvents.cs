using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Grains.Rooms;

/// <summary>Numbered entries as the events that clients see (rooms-v1 section 2).</summary>
internal static class RoomEvents
{
    public static RoomEventView From(RoomEntry entry)
    {
        var number = entry.Number ?? throw new ArgumentException("an entry without a number is no event", nameof(entry));
        return new RoomEventView(number, TypeOf(entry), entry.At, entry.User, RoomEventData.Of(entry), ClassOf(entry));
    }

    public static string TypeOf(RoomEntry entry) => entry switch
    {
        Created => RoomEventTypes.RoomCreated,
        Opened => RoomEventTypes.RoomOpened,
        Updated => RoomEventTypes.RoomUpdated,
        Closed => RoomEventTypes.RoomClosed,
        CountersTold => RoomEventTypes.RoomCounters,
        MemberJoined or JoinsTold => RoomEventTypes.MemberJoined,
        MemberLeft or LeavesTold => RoomEventTypes.MemberLeft,
        GiftSent => RoomEventTypes.Gift,
        MessageSent => RoomEventTypes.Message,
        StreamMoved { Status: StreamStatus.Live } => RoomEventTypes.StreamStarted,
        StreamMoved { Status: StreamStatus.Lost } => RoomEventTypes.StreamLost,
        StreamMoved => RoomEventTypes.StreamEnded,
        StreamJudged { IsHealthy: true } => RoomEventTypes.StreamRecovered,
        StreamJudged => RoomEventTypes.StreamUnhealthy,
        MemberMuted => RoomEventTypes.MemberMuted,
        MemberUnmuted => RoomEventTypes.MemberUnmuted,
        MemberBanned => RoomEventTypes.MemberBanned,
        MemberUnbanned => RoomEventTypes.MemberUnbanned,
        MemberKicked => RoomEventTypes.MemberKicked,
        ModeratorAdded => RoomEventTypes.ModeratorAdded,
        ModeratorRemoved => RoomEventTypes.ModeratorRemoved,
        CardsSet => RoomEventTypes.RoomCards,
        MessageRecalled => RoomEventTypes.MessageRecalled,
        MessagesErased => RoomEventTypes.MessagesErased,
        TypingTold => RoomEventTypes.Typing,
        _ => throw new ArgumentException($"{entry.GetType().Name} is no event", nameof(entry)),
    };

    public static DeliveryClass ClassOf(RoomEntry entry) => entry is CountersTold or JoinsTold or LeavesTold or TypingTold ? DeliveryClass.LatestWins : DeliveryClass.MustDeliver;
}
