using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Contracts.Users;

/// <summary>
/// One user of an app (grain key <c>app/user-id</c>): the numbered inbox of private messages and pushes, conversations with their read state, and the
/// rooms joined. The rooms themselves hold the truth about their members. Whoever reads an inbox was allowed to by the surface that asked.
/// </summary>
[Alias("rooms.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    [Alias("Joined")]
    Task JoinedAsync(string roomId, CancellationToken cancellation = default);

    [Alias("Left")]
    Task LeftAsync(string roomId, CancellationToken cancellation = default);

    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<UserView> GetAsync(CancellationToken cancellation = default);

    /// <summary>
    /// From this user to another; answered once it is in both inboxes. One that could not be delivered yet is kept and tried again, in order; its
    /// sender is told node_unavailable, and a repeat under the same stamp gets its number. Others than the user: admin, backend. Refusals: blocked,
    /// forbidden, rate_limited, idempotency_key_reused.
    /// </summary>
    [Alias("SendPrivate")]
    Task<Outcome<PrivateReceipt>> SendPrivateAsync(Caller caller, SendPrivate command, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>From the sender's grain: a message to this user, once whatever is repeated. Refusals: blocked.</summary>
    [Alias("Deliver")]
    Task<Outcome<Done>> DeliverAsync(PrivateMessage message, CancellationToken cancellation = default);

    /// <summary>Admin, backend: an event of the app's own in the inbox. Answers its number.</summary>
    [Alias("Push")]
    Task<Outcome<long>> PushAsync(Caller caller, PushMessage push, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>As <see cref="IRoomGrain.GetEventsAsync"/>; a user who was never sent anything has none.</summary>
    [Alias("Events"), ReadOnly, AlwaysInterleave]
    Task<Outcome<EventPage>> GetEventsAsync(long after, int limit, TimeSpan wait, CancellationToken cancellation = default);

    /// <summary>As <see cref="IRoomGrain.FollowAsync"/>. While a gateway follows, the user is online.</summary>
    [Alias("Follow"), AlwaysInterleave]
    Task<Outcome<EventPage>> FollowAsync(string gateway, IFeedFollower follower, long after, int limit, CancellationToken cancellation = default);

    [Alias("Unfollow"), OneWay]
    Task UnfollowAsync(string gateway);

    /// <summary>Newest first.</summary>
    [Alias("Conversations"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ImmutableArray<ConversationView>>> GetConversationsAsync(CancellationToken cancellation = default);

    /// <summary>All from that peer up to the number is read; never goes back. Refusals: conversation_not_found, forbidden.</summary>
    [Alias("Read")]
    Task<Outcome<ConversationView>> ReadAsync(Caller caller, string peer, long seq, CancellationToken cancellation = default);

    [Alias("GetBlocks"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ImmutableArray<string>>> GetBlocksAsync(CancellationToken cancellation = default);

    /// <summary>Messages of a blocked peer are refused. Repeats are harmless.</summary>
    [Alias("Block")]
    Task<Outcome<Done>> BlockAsync(Caller caller, string peer, bool isBlocked, CancellationToken cancellation = default);

    [Alias("GetDevices"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ImmutableArray<Device>>> GetDevicesAsync(CancellationToken cancellation = default);

    /// <summary>Instead of all that there were. At most <see cref="Device.MaxDevices"/>.</summary>
    [Alias("SetDevices")]
    Task<Outcome<Done>> SetDevicesAsync(Caller caller, ImmutableArray<Device> devices, CancellationToken cancellation = default);

    /// <summary>Adds one, or replaces the one of its id.</summary>
    [Alias("SetDevice")]
    Task<Outcome<Done>> SetDeviceAsync(Caller caller, Device device, CancellationToken cancellation = default);

    /// <summary>Refusals: device_not_found, forbidden.</summary>
    [Alias("RemoveDevice")]
    Task<Outcome<Done>> RemoveDeviceAsync(Caller caller, string device, CancellationToken cancellation = default);

    /// <summary>
    /// A session begins, or goes on: gateways repeat it within <see cref="Following.Lifetime"/>, and after a grain's loss that is how sessions are known
    /// again. Those that the policy does not let stay beside it are displaced: the newest stays.
    /// </summary>
    [Alias("OpenSession")]
    Task<SessionOpened> OpenSessionAsync(OpenSession session, ISessionHost host, CancellationToken cancellation = default);

    [Alias("CloseSession"), OneWay]
    Task CloseSessionAsync(string session);

    /// <summary>
    /// The user, admin, backend: erases the texts of the inbox, of the user's messages in others' inboxes and in the rooms joined, devices and blocks.
    /// Begun once, it goes on by itself, through restarts (in the Orleans build, whose reminders are in memory, once the user is asked for); repeats tell
    /// how far it is. Numbers stay.
    /// </summary>
    [Alias("Erase")]
    Task<Outcome<ErasureView>> EraseAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>
    /// From the sender's grain: the texts of what came from that user go, up to the one that was the user's <paramref name="sends"/>-th message.
    /// </summary>
    [Alias("EraseFrom")]
    Task<Outcome<Done>> EraseFromAsync(string sender, long sends, CancellationToken cancellation = default);
}
