using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.RoomsV1;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>What a client that was welcomed may ask.</summary>
internal sealed partial class RoomsSession
{
    /// <summary>Every frame costs one of the user's requests a second, and one of the app's.</summary>
    private bool MayGoOn(ClientFrame frame)
    {
        var code = !parts.UserRates.TryTake(user!.Caller, out var wait) ? ErrorCodes.RateLimited
            : !parts.AppRates.TryTake(user.Caller, out wait) ? ErrorCodes.QuotaRequests
            : null;
        if (code is null) return true;
        Refuse(new ErrorFrame(code, (frame as SendFrame)?.Id, (frame as SubscribeFrame)?.Room, (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds)), "too many frames"));
        return false;
    }

    /// <summary>At once, or after those that wait. Past the bound the client's own frames wait with the client.</summary>
    private void Take(ClientFrame frame)
    {
        if (frame is PingFrame) Say(new PongFrame(Connection.Loop.UtcNow));
        else if (!isAsking && commands.Count == 0) Run(frame);
        else commands.Add(frame);
        if (commands.IsFull) Connection.PauseReading();
    }

    private void GoOn()
    {
        while (!isAsking && commands.Count > 0 && Connection.IsOpen) Run(commands.Take());
        if (commands.HasRoom) Connection.ResumeReading();
    }

    private void Run(ClientFrame frame)
    {
        switch (frame)
        {
            case SendFrame send:
                Ask(cancellation => parts.Commands.SendAsync(user!.Caller, send, cancellation), sent => OnSent(send, sent));
                break;
            case SubscribeFrame wanted:
                Subscribe(wanted, isAnew: wanted.After == 0, lostAfter: null);
                break;
            case Regain regain when TryFind(regain.Room, out _):
                Subscribe(new SubscribeFrame(regain.Room, regain.After, Join: false), isAnew: true, lostAfter: regain.After);
                break;
            case UnsubscribeFrame unwanted:
                Unsubscribe(unwanted.Room);
                break;
            case AckFrame ack:
                if (TryFind(ack.Room, out var room)) room.Acknowledged = Math.Max(room.Acknowledged, ack.Seq);
                break;
            case RefreshFrame refresh:
                Ask(cancellation => IdentifyAsync(refresh.Token, cancellation), Renew);
                break;
            case SdpFrame sdp:
                Refuse(new ErrorFrame(SocketCodes.MediaUnavailable, sdp.Id, Detail: "rooms negotiate no media over this socket: WHIP and WHEP do"));
                break;
            case HelloFrame:
                Refuse(new ErrorFrame(SocketCodes.HelloExpected, Detail: "hello was said already"));
                break;
        }
    }

    private void OnSent(SendFrame send, Outcome<long> sent)
    {
        if (!sent.IsOk)
        {
            Refuse(Refused.By(sent, send.Id));
            return;
        }
        refusals = 0;
        Say(new SentFrame(send.Id, sent.Value));
    }

    private void Subscribe(SubscribeFrame wanted, bool isAnew, long? lostAfter)
    {
        if (FeedNames.Find(user!.Caller, wanted.Room) is not { } feed)
        {
            Refuse(new ErrorFrame(ErrorCodes.BodyInvalid, Room: wanted.Room, Detail: "room: no id of a room, nor @inbox"));
            return;
        }
        if (!TryFind(wanted.Room, out _) && rooms.Count >= parts.Feeds.MaxSubscriptions)
        {
            Refuse(new ErrorFrame(SocketCodes.TooManySubscriptions, Room: wanted.Room, Detail: $"a connection has at most {parts.Feeds.MaxSubscriptions}"));
            return;
        }
        Ask(cancellation => parts.Commands.EnterAsync(user.Caller, wanted, isAnew, cancellation), entered => Begin(feed, wanted, entered, lostAfter), entered => GiveBack(wanted, entered));
    }

    private void Begin(FeedId feed, SubscribeFrame wanted, Outcome<StartingPoint> entered, long? lostAfter)
    {
        // Asked for again, it begins again.
        FeedHub.Unsubscribe(Connection, feed);
        if (!entered.IsOk)
        {
            Forget(wanted.Room);
            Refuse(Refused.By(entered, room: wanted.Room));
            return;
        }
        var (seq, body) = entered.Value!;
        if (body is not null)
        {
            // A number from the future has lost nothing.
            if (lostAfter < seq) Say(new GapFrame(wanted.Room, lostAfter.Value + 1, seq));
            Say(new SnapshotFrame(wanted.Room, seq, body));
        }
        refusals = 0;
        Remember(wanted);
        parts.Feeds.Subscribe(Connection, feed, seq, form, this);
    }

    // The socket had gone when the room answered.
    private void GiveBack(SubscribeFrame wanted, Outcome<StartingPoint> entered)
    {
        if (entered.IsOk && Attends(wanted)) parts.Attendance.Leave(user!.Caller, wanted.Room);
    }

    private static bool Attends(SubscribeFrame wanted) => wanted.Join && wanted.Room != FeedNames.Inbox;

    private void Remember(SubscribeFrame wanted)
    {
        if (!TryFind(wanted.Room, out var room)) rooms.Add(room = new SubscribedRoom(wanted.Room));
        if (!Attends(wanted)) return;
        // A socket counts once, however often it asks.
        if (room.IsAttending) parts.Attendance.Leave(user!.Caller, wanted.Room);
        room.IsAttending = true;
    }

    private void Unsubscribe(string name)
    {
        if (FeedNames.Find(user!.Caller, name) is { } feed) FeedHub.Unsubscribe(Connection, feed);
        Forget(name);
    }

    private void Forget(string name)
    {
        if (!TryFind(name, out var room)) return;
        rooms.Remove(room);
        Leave(room);
    }

    private void Leave(SubscribedRoom room)
    {
        if (room.IsAttending) parts.Attendance.Leave(user!.Caller, room.Name);
    }

    /// <summary>Asks elsewhere, from this thread as far as nobody has to be waited for; the answer comes back on the loop, and the next command after it.</summary>
    private void Ask<T>(Func<CancellationToken, Task<T>> question, Action<T> answered, Action<T>? unheard = null)
    {
        isAsking = true;
        // Its end is told by a post, whatever it is; a session that is over by then hears nothing of it, but for what it has to give back.
        _ = AskAsync(question, answered, unheard);
    }

    // A signature takes longer to verify than the loop may be kept from others.
    private Task<Outcome<SessionUser>> IdentifyAsync(string token, CancellationToken cancellation) =>
        Task.Run(() => parts.Commands.IdentifyAsync(token, Connection.Address, cancellation), cancellation);

    private async Task AskAsync<T>(Func<CancellationToken, Task<T>> question, Action<T> answered, Action<T>? unheard)
    {
        try
        {
            var answer = await question(CancellationToken.None);
            Connection.Post(_ =>
            {
                isAsking = false;
                answered(answer);
                GoOn();
            }, () => unheard?.Invoke(answer));
        }
        catch (Exception bug)
        {
            // The top of a command.
            CommandFailed(bug, Connection.Id);
            Connection.Post(connection => connection.Close(PushEnds.InternalError, WebSocketStatus.InternalError));
        }
    }
}
