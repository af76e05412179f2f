using Rooms.Contracts.Feeds;

namespace Rooms.Contracts.Rooms;

/// <summary>
/// One room (grain key <c>app/room-id</c>): its members, streams, counters and numbered event log. A command that was answered with a value
/// is in the journal. <c>stamp</c> null: the caller gave no Idempotency-Key.
/// </summary>
[Alias("rooms.IRoomGrain")]
public interface IRoomGrain : IGrainWithStringKey
{
    /// <summary>Refusals: room_exists, forbidden, idempotency_key_reused.</summary>
    [Alias("Create")]
    Task<Outcome<RoomView>> CreateAsync(Caller caller, CreateRoom command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>A closed room answers for 24 h, then room_not_found.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<Outcome<RoomView>> GetAsync(CancellationToken cancellation = default);

    /// <summary>What a new subscriber begins with. Refusals: room_not_found, banned.</summary>
    [Alias("GetSnapshot"), ReadOnly, AlwaysInterleave]
    Task<Outcome<RoomSnapshot>> GetSnapshotAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>Whether the caller may read the room's events and play its streams. Refusals: room_not_found, banned.</summary>
    [Alias("MaySubscribe"), ReadOnly, AlwaysInterleave]
    Task<Outcome<Done>> MaySubscribeAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>Whether the caller may write to the room, its pace aside. Refusals: room_not_found, room_closed, banned, forbidden, muted.</summary>
    [Alias("MayWrite"), ReadOnly, AlwaysInterleave]
    Task<Outcome<Done>> MayWriteAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>Creator, moderators, admin, backend. Refusals: room_not_found, forbidden.</summary>
    [Alias("GetFigures"), ReadOnly, AlwaysInterleave]
    Task<Outcome<RoomFigures>> GetFiguresAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>Creator, admin; of the settings moderators and backend too. Refusals: room_not_found, room_closed, forbidden.</summary>
    [Alias("Update")]
    Task<Outcome<RoomView>> UpdateAsync(Caller caller, UpdateRoom command, CancellationToken cancellation = default);

    /// <summary>Creator, admin. Closing a closed room is a success.</summary>
    [Alias("Close")]
    Task<Outcome<Done>> CloseAsync(Caller caller, string reason, CancellationToken cancellation = default);

    /// <summary>A member who joins again keeps the place and gets the first answer. Refusals: room_not_found, room_closed, room_full, forbidden.</summary>
    [Alias("Join")]
    Task<Outcome<MemberView>> JoinAsync(Caller caller, JoinRoom command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>The member, the creator, admin or backend. The creator's leaving closes the room where the scene's policy says so.</summary>
    [Alias("Leave")]
    Task<Outcome<Done>> LeaveAsync(Caller caller, string user, CancellationToken cancellation = default);

    /// <summary>Durable counter, no event of its own; answers the new total.</summary>
    [Alias("Like")]
    Task<Outcome<long>> LikeAsync(Caller caller, int count, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>
    /// Answers the event's number. One order id counts once: a repeat answers the first number. Backend, admin; a member whom the app lets report own
    /// gifts. Refusals: room_not_found, room_closed, forbidden, banned, muted, words_refused, body_invalid.
    /// </summary>
    [Alias("Gift")]
    Task<Outcome<long>> GiftAsync(Caller caller, SendGift command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>
    /// Answers the event's number; 0 for the type typing, which is told merged. Refusals: room_not_found, room_closed, forbidden, banned, muted, slow_mode,
    /// words_refused, room_busy, body_invalid.
    /// </summary>
    [Alias("Send")]
    Task<Outcome<long>> SendAsync(Caller caller, SendMessage command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>
    /// Events after a number, oldest first; waits up to <paramref name="wait"/> (at most 10 s a call: the gateway calls again) when there are none.
    /// Refusals: room_not_found, events_gone (with <see cref="EventPage.Oldest"/> as the detail), room_busy when too many wait.
    /// </summary>
    [Alias("Events"), ReadOnly, AlwaysInterleave]
    Task<Outcome<EventPage>> GetEventsAsync(long after, int limit, TimeSpan wait, CancellationToken cancellation = default);

    /// <summary>
    /// Events after a number, at once, for a gateway process that has members of the room; from then on its <paramref name="follower"/> is told of newer
    /// ones, once until it follows again. Forgotten after <see cref="Following.Lifetime"/> without a follow. Refusals: room_not_found, events_gone.
    /// </summary>
    [Alias("Follow"), AlwaysInterleave]
    Task<Outcome<EventPage>> FollowAsync(string gateway, IFeedFollower follower, long after, int limit, CancellationToken cancellation = default);

    [Alias("Unfollow"), OneWay]
    Task UnfollowAsync(string gateway);

    /// <summary>Pages of members by user id, of 1 to 1000. Refusals: room_not_found.</summary>
    [Alias("GetMembers"), ReadOnly, AlwaysInterleave]
    Task<Outcome<MemberPage>> GetMembersAsync(int limit, string? cursor, CancellationToken cancellation = default);

    /// <summary>The user may not write for a time. Creator, moderators, admin, backend. Refusals: room_not_found, room_closed, forbidden, list_full, body_invalid.</summary>
    [Alias("Mute")]
    Task<Outcome<Done>> MuteAsync(Caller caller, SanctionUser command, CancellationToken cancellation = default);

    [Alias("Unmute")]
    Task<Outcome<Done>> UnmuteAsync(Caller caller, string user, CancellationToken cancellation = default);

    /// <summary>The user leaves and may not come, read, write or play for a time; own streams end. As <see cref="MuteAsync"/>.</summary>
    [Alias("Ban")]
    Task<Outcome<Done>> BanAsync(Caller caller, SanctionUser command, CancellationToken cancellation = default);

    [Alias("Unban")]
    Task<Outcome<Done>> UnbanAsync(Caller caller, string user, CancellationToken cancellation = default);

    /// <summary>The member leaves, and may come again. Refusals: also member_not_found.</summary>
    [Alias("Kick")]
    Task<Outcome<Done>> KickAsync(Caller caller, KickUser command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>Creator, admin, backend. Refusals: room_not_found, room_closed, forbidden, list_full.</summary>
    [Alias("AddModerator")]
    Task<Outcome<Done>> AddModeratorAsync(Caller caller, string user, CancellationToken cancellation = default);

    [Alias("RemoveModerator")]
    Task<Outcome<Done>> RemoveModeratorAsync(Caller caller, string user, CancellationToken cancellation = default);

    /// <summary>Creator, moderators, admin, backend. Refusals: room_not_found, forbidden.</summary>
    [Alias("GetModeration"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ModerationView>> GetModerationAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>What was said, newest first, as far back as it is kept. Refusals: room_not_found, banned.</summary>
    [Alias("GetHistory"), ReadOnly, AlwaysInterleave]
    Task<Outcome<HistoryPage>> GetHistoryAsync(Caller caller, HistoryQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Takes a message back: its text and data are erased where they are stored. Its author within two minutes, who moderates at any time. Recalling what
    /// is recalled is a success. Refusals: room_not_found, message_not_found, forbidden.
    /// </summary>
    [Alias("Recall")]
    Task<Outcome<Done>> RecallAsync(Caller caller, long seq, CancellationToken cancellation = default);

    /// <summary>
    /// Erases texts and data of all that a user wrote here until a time and that is kept; numbers stay. For the user's deletion, which the surface has
    /// allowed. Answers how many messages. Refusals: room_not_found.
    /// </summary>
    [Alias("Erase"), ResponseTimeout("00:00:30")]
    Task<Outcome<int>> EraseAsync(string user, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>What a user wrote and gave here, newest first, for the user's export, which the surface has allowed. Refusals: room_not_found.</summary>
    [Alias("Export"), ReadOnly, AlwaysInterleave]
    Task<Outcome<HistoryPage>> ExportAsync(string user, long before, int limit, CancellationToken cancellation = default);

    /// <summary>Replaces the cards. Creator, anchors, moderators, admin, backend. Refusals: room_not_found, room_closed, forbidden, body_invalid.</summary>
    [Alias("SetCards")]
    Task<Outcome<CardList>> SetCardsAsync(Caller caller, SetCards command, CancellationToken cancellation = default);

    /// <summary>A place to push to; the stream is idle until the first publish. Refusals: room_not_found, room_closed, room_full, forbidden.</summary>
    [Alias("AddStream")]
    Task<Outcome<StreamGrant>> AddStreamAsync(Caller caller, AddStream command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>The stream's user, the creator, admin. Cuts the publisher.</summary>
    [Alias("RemoveStream")]
    Task<Outcome<Done>> RemoveStreamAsync(Caller caller, string streamId, CancellationToken cancellation = default);

    /// <summary>Creator, admin. Cuts publisher and viewers and refuses both until the ban ends.</summary>
    [Alias("BanStream")]
    Task<Outcome<Done>> BanStreamAsync(Caller caller, BanStream command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>A stream of this room as its grant (fresh play URLs), or stream_not_found, forbidden while banned.</summary>
    [Alias("GetStream"), ReadOnly, AlwaysInterleave]
    Task<Outcome<StreamGrant>> GetStreamAsync(string streamId, CancellationToken cancellation = default);

    /// <summary>From the pusher grain: the stream's life, in the order of <paramref name="change"/>'s number; an older number changes nothing.</summary>
    [Alias("StreamChanged")]
    Task<Outcome<Done>> StreamChangedAsync(StreamChange change, CancellationToken cancellation = default);

    /// <summary>From the pusher grain: a live stream's health. What the room knows already is no event.</summary>
    [Alias("StreamHealth")]
    Task<Outcome<Done>> StreamHealthAsync(StreamHealthChange change, CancellationToken cancellation = default);
}
