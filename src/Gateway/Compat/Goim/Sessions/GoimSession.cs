using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Pushes;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>
/// What the connections of both generations share: a place among the clients, in one room and at the inbox of its user. Entering a room is answered once
/// everything that is said from then on will be heard, and so is the inbox; until then the client's next packets wait.
/// </summary>
internal abstract class GoimSession(GoimParts parts, GoimForm form) : PushProtocol, IGoimClient, IPushTarget, IUserSession, IFeedSubscriber
{
    private const string Replaced = "replaced";

    private FeedId entering;
    private Action? answer;
    private bool isMade;
    private bool hasInbox;
    private bool isLeaving;
    private SessionUser? user;

    public string? Key { get; private set; }

    public long Mid { get; private set; }

    public string ConnectionId => Connection.Id;

    public IReadOnlyList<string> Labels { get; set; } = [];

    SessionUser? IUserSession.User => user;

    Caller? IPushTarget.Caller => user?.Caller;

    IEnumerable<string> IPushTarget.Rooms => RoomKey.Length > 0 ? [RoomKeys.ToId(RoomKey)] : [];

    protected GoimParts Parts => parts;

    protected GoimForm Form => form;

    protected bool IsAuthenticated => user is not null;

    /// <summary>Empty: in none.</summary>
    protected string RoomKey { get; private set; } = "";

    private FeedId Inbox => FeedId.Inbox(parts.Rooms.App, GoimRooms.UserOf(Mid));

    public FrameForm? FormOf(LivePush push) => Accepts(parts.OperationOf(push)) ? parts.FeedFormOf(form) : null;

    public void Replace() => Connection.Post(connection => connection.Close(Replaced));

    public override void OnClosed(string reason)
    {
        if (IsAuthenticated) parts.Clients.Remove(this);
    }

    // goim has no word for it: the client comes again by itself when its connection ends.
    public override void OnDraining(TimeSpan after, TimeSpan spread)
    {
        isLeaving = true;
        Connection.SetDeadline(after + spread * Random.Shared.NextDouble());
    }

    public override void OnDeadline() => Connection.Close(isLeaving ? PushEnds.ShuttingDown : PushEnds.Late, WebSocketStatus.PolicyViolation);

    public void Dismiss(string code, string detail) => Connection.Post(connection => connection.Close(code, WebSocketStatus.PolicyViolation));

    /// <summary>Who was banned or kicked hears the room no more. One that was closed may be there again: goim's clients stay.</summary>
    public void Evict(FeedId feed, string code) => Connection.Post(_ =>
    {
        if (code == ErrorCodes.RoomClosed || RoomKey.Length == 0 || feed != RoomOf(RoomKey)) return;
        LeaveRoom();
        RoomKey = "";
        if (feed == entering) Entered();
    });

    public void OnLive(FeedId feed, long last)
    {
        if (feed == entering) Entered();
    }

    public void OnUnreachable(FeedId feed, long after, long oldest, long last) => Subscribe(feed);

    public void OnGap(FeedId feed, long from, long to)
    {
    }

    public void OnEnded(FeedId feed, string code)
    {
        if (feed != entering || answer is null) return;
        if (code == ErrorCodes.RoomNotFound && !isMade) _ = MakeAsync(feed);
        else Entered();
    }

    protected abstract bool Accepts(int operation);

    /// <summary>Who the client says that he is, in the room that he wants; <paramref name="then"/> answers him. He is known from now on.</summary>
    protected void Register(long mid, string? key, string roomKey, Action then)
    {
        Mid = mid;
        ChangeRoom(roomKey, () => SeeToInbox(() =>
        {
            then();
            (Key, user) = (key, new SessionUser(new Caller(parts.Rooms.App, GoimRooms.UserOf(mid), Roles.User), Token: null, ExpiresAt: null));
            parts.Clients.Add(this);
        }));
    }

    /// <summary>So long the client may be silent, unless the server is stopping: then its end is settled.</summary>
    protected void KeepFor(TimeSpan time)
    {
        if (!isLeaving) Connection.SetDeadline(time);
    }

    /// <summary>Private messages of somebody who said who he is, while he takes the operation that they come as.</summary>
    protected void SeeToInbox(Action then)
    {
        var isWanted = Mid > 0 && Accepts(parts.MessageOperation);
        if (isWanted && !hasInbox)
        {
            hasInbox = true;
            Enter(Inbox, then);
            return;
        }
        if (!isWanted && hasInbox) FeedHub.Unsubscribe(Connection, Inbox);
        hasInbox = isWanted;
        then();
    }

    /// <summary>Empty: leaves. <paramref name="then"/> answers the client.</summary>
    protected void ChangeRoom(string roomKey, Action then)
    {
        if (roomKey == RoomKey)
        {
            then();
            return;
        }
        LeaveRoom();
        RoomKey = roomKey;
        if (roomKey.Length == 0) then();
        else Enter(RoomOf(roomKey), then);
    }

    private FeedId RoomOf(string roomKey) => FeedId.Room(parts.Rooms.App, RoomKeys.ToId(roomKey));

    private void LeaveRoom()
    {
        if (RoomKey.Length > 0) FeedHub.Unsubscribe(Connection, RoomOf(RoomKey));
    }

    private void Enter(FeedId feed, Action then)
    {
        (entering, answer, isMade) = (feed, then, false);
        Connection.PauseReading();
        Subscribe(feed);
    }

    private void Subscribe(FeedId feed) => parts.Feeds.Subscribe(Connection, feed, FeedPosition.Now, parts.FeedFormOf(form), this);

    private void Entered()
    {
        if (answer is not { } then) return;
        answer = null;
        then();
        // What it did may be entering again.
        if (answer is null) Connection.ResumeReading();
    }

    private async Task MakeAsync(FeedId feed)
    {
        isMade = true;
        var roomKey = RoomKey;
        // Not on the loop.
        await Task.Yield();
        try
        {
            var made = await parts.Rooms.EnterAsync(roomKey, CancellationToken.None);
            Connection.Post(_ =>
            {
                if (made.IsOk && answer is not null) Subscribe(feed);
                else Entered();
            });
        }
        catch (Exception bug)
        {
            // The top of what was begun on the loop: a client that waits for its answer must not wait for ever.
            parts.EnteringFailed(bug, roomKey);
            Connection.Post(connection => connection.Close(PushEnds.InternalError, WebSocketStatus.InternalError));
        }
    }
}
