using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>
/// What the connections of both generations share: a place among the clients and in one room. Entering a room is answered once everything that is said
/// from then on will be heard; until then the client's next packets wait.
/// </summary>
internal abstract class GoimSession(GoimParts parts, GoimForm form) : PushProtocol, IGoimClient, IFeedSubscriber
{
    private const string Replaced = "replaced";

    private FeedId entering;
    private Action? answer;
    private bool isMade;
    private Task making = Task.CompletedTask;

    public string? Key { get; private set; }

    public long Mid { get; private set; }

    public string Address => Connection.Address.ToString();

    protected GoimParts Parts => parts;

    protected GoimForm Form => form;

    protected bool IsAuthenticated { get; private set; }

    /// <summary>Empty: in none.</summary>
    protected string RoomKey { get; private set; } = "";

    public abstract bool Accepts(int operation);

    public void Push(GoimPush push)
    {
        var bytes = push.Frame(form);
        Connection.Post(connection => connection.Send(GoimFeedForm.Frame(form, bytes)));
    }

    public void Replace() => Connection.Post(connection => connection.Close(Replaced));

    public override void OnClosed(string reason)
    {
        if (!IsAuthenticated) return;
        parts.Clients.Remove(this);
        if (RoomKey.Length > 0) parts.Clients.Leave(RoomKey);
    }

    // goim has no word for it: the client comes again by itself when its connection ends.
    public override void OnDraining(TimeSpan after, TimeSpan spread) => Connection.SetDeadline(after + spread * Random.Shared.NextDouble());

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
        if (code == ErrorCodes.RoomNotFound && !isMade) making = MakeAsync(feed);
        else Entered();
    }

    /// <summary>The client is known from now on.</summary>
    protected void Register(long mid, string? key)
    {
        (Mid, Key, IsAuthenticated) = (mid, key, true);
        parts.Clients.Add(this);
        if (RoomKey.Length > 0) parts.Clients.Enter(RoomKey);
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
        if (IsAuthenticated && roomKey.Length > 0) parts.Clients.Enter(roomKey);
        if (roomKey.Length == 0)
        {
            then();
            return;
        }
        (entering, answer, isMade) = (FeedId.Room(parts.Rooms.App, RoomKeys.ToId(roomKey)), then, false);
        Connection.PauseReading();
        Subscribe(entering);
    }

    private void LeaveRoom()
    {
        if (RoomKey.Length == 0) return;
        FeedHub.Unsubscribe(Connection, entering);
        if (IsAuthenticated) parts.Clients.Leave(RoomKey);
    }

    private void Subscribe(FeedId feed) => parts.Feeds.Subscribe(Connection, feed, FeedPosition.Now, parts.FeedFormOf(form), this);

    private void Entered()
    {
        if (answer is not { } then) return;
        answer = null;
        then();
        Connection.ResumeReading();
    }

    private async Task MakeAsync(FeedId feed)
    {
        isMade = true;
        // Not on the loop.
        await Task.Yield();
        var made = await parts.Rooms.EnterAsync(RoomKey, CancellationToken.None);
        Connection.Post(_ =>
        {
            if (made.IsOk) Subscribe(feed);
            else Entered();
        });
    }
}
