using System.Diagnostics.CodeAnalysis;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Pushes;
using Rooms.Wire.RoomsV1;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// One connection of <c>/ws</c> (rooms-v1 section 5, docs/ws.md). Everything runs on the connection's loop; what takes time is asked elsewhere
/// (<see cref="RoomsCommands"/>), one command at a time, so that their order is the client's. Thousands idle: nothing is kept that is not needed.
/// </summary>
internal sealed partial class RoomsSession(RoomsForm form, SessionParts parts) : PushProtocol, IFeedSubscriber, IUserSession, IPushTarget
{
    private static readonly TimeSpan HelloDeadline = TimeSpan.FromSeconds(5);

    // Refused frames in a row before the connection is closed: two seconds of a client that does not slow down.
    private const int MaxRefusals = 100;

    private readonly List<SubscribedRoom> rooms = new(1);
    private PushHandshake? handshake;
    private SessionUser? user;
    private SessionClock clock;
    private CommandQueue commands;
    private int refusals;
    private bool isAsking;
    private DateTimeOffset? placedAt;

    /// <summary>Null until it was welcomed. Any thread may look.</summary>
    public SessionUser? User => user;

    public string? DeviceId { get; private set; }

    public string? DeviceClass { get; private set; }

    public IReadOnlyList<string> Labels { get; set; } = [];

    Caller? IPushTarget.Caller => user?.Caller;

    IEnumerable<string> IPushTarget.Rooms => rooms.Select(room => room.Name);

    IEnumerable<KeyValuePair<string, long>> IPushTarget.Acknowledged =>
        from room in rooms where room.Acknowledged > 0 select KeyValuePair.Create(room.Name, room.Acknowledged);

    FrameForm? IPushTarget.FormOf(LivePush push) => form;

    public override void OnOpened(PushHandshake opened)
    {
        handshake = opened;
        Connection.SetDeadline(HelloDeadline);
    }

    public override void OnMessage(WebSocketOpcode kind, ReadOnlySpan<byte> payload)
    {
        ClientFrame? frame = null;
        var fault = new FrameFault(FrameFaultKind.WrongKind, "frame");
        var isRead = kind == form.Opcode && form.TryRead(payload, out frame, out fault);
        if (user is null) Greet(isRead ? frame! : null, fault);
        else if (!isRead) Refuse(Refused.By(fault));
        else if (MayGoOn(frame!)) Take(frame!);
    }

    public override void OnClosed(string reason)
    {
        foreach (var room in rooms) Leave(room);
        rooms.Clear();
        // One-way: nothing comes back, and what is lost is forgotten by itself.
        if (placedAt is not null) _ = parts.Places.CloseAsync(user!.Caller, Connection.Id);
    }

    /// <summary>Any thread: a session whose app bounds them says again that it is there.</summary>
    public void RenewPlace() => Connection.Post(_ =>
    {
        if (placedAt is not null && !isAsking) TakePlace();
    });

    public override void OnDraining(TimeSpan after, TimeSpan spread) => Say(new ReconnectFrame((int)after.TotalMilliseconds, (int)spread.TotalMilliseconds));

    public override void OnDeadline()
    {
        if (user is null)
        {
            // Said, and not answered yet: that the service takes its time is not the client's fault.
            if (isAsking) Connection.SetDeadline(HelloDeadline);
            else End(PushEnds.Late, "say hello within 5 seconds");
            return;
        }
        var now = Connection.Loop.NowMilliseconds;
        switch (clock.Due(now, Connection.LastHeard))
        {
            case SessionDue.Ping:
                Connection.Send(WebSocketFrames.Ping);
                break;
            case SessionDue.Expiring:
                Say(new ExpiringFrame(user.ExpiresAt!.Value));
                break;
            case SessionDue.Expired:
                End(ErrorCodes.TokenInvalid, "the token has ended");
                break;
            case SessionDue.Idle:
                Connection.Close(SocketCodes.Idle, WebSocketStatus.PolicyViolation);
                break;
        }
        SetDeadline();
    }

    /// <summary>Any thread: the session is over, and the client is told why.</summary>
    public void Dismiss(string code, string detail) => Connection.Post(_ => End(code, detail));

    /// <summary>Any thread: what this session follows there is over.</summary>
    public void Evict(FeedId feed, string code) => Connection.Post(_ =>
    {
        if (FeedHub.Unsubscribe(Connection, feed)) OnEnded(feed, code);
    });

    public void OnLive(FeedId feed, long last)
    {
    }

    public void OnUnreachable(FeedId feed, long after, long oldest, long last) => Take(new Regain(FeedNames.Of(feed), after));

    public void OnGap(FeedId feed, long from, long to)
    {
    }

    public void OnEnded(FeedId feed, string code)
    {
        var name = FeedNames.Of(feed);
        Forget(name);
        Say(Refused.By(Refusal.Of<Done>(code, "the subscription is over"), room: name));
    }

    private void Say(ServerFrame frame)
    {
        var buffer = Connection.Loop.Buffers.Rent();
        form.Encode(frame, buffer);
        Connection.Send(buffer);
        buffer.Release();
    }

    private void SetDeadline() => Connection.SetDeadline(clock.Next(Connection.Loop.NowMilliseconds, Connection.LastHeard));

    /// <summary>Told by name, then closed with the name.</summary>
    private void End(string code, string detail)
    {
        if (!Connection.IsOpen) return;
        Say(code == SocketCodes.Replaced ? ReplacedFrame.Value : new ErrorFrame(code, Detail: detail));
        Connection.Close(code, WebSocketStatus.PolicyViolation);
    }

    private void Refuse(ErrorFrame refusal)
    {
        Say(refusal);
        if (++refusals >= MaxRefusals) End(ErrorCodes.RateLimited, $"{MaxRefusals} frames in a row were refused");
    }

    private bool TryFind(string name, [NotNullWhen(true)] out SubscribedRoom? found)
    {
        found = rooms.Find(room => room.Name == name);
        return found is not null;
    }
}
