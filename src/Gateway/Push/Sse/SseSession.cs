using System.Buffers;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Pushes;

namespace Rooms.Gateway.Push.Sse;

/// <summary>One response that is one feed, from <paramref name="after"/> on. The connection's loop.</summary>
internal sealed class SseSession(FeedHub feeds, FeedId feed, long after, SessionUser user) : PushProtocol, IFeedSubscriber, IUserSession, IPushTarget
{
    // Proxies drop a response that is silent for half a minute or a minute.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private bool isLeaving;

    public SessionUser? User => user;

    public IReadOnlyList<string> Labels { get; set; } = [];

    Caller? IPushTarget.Caller => user.Caller;

    IEnumerable<string> IPushTarget.Rooms => [FeedNames.Of(feed)];

    FrameForm? IPushTarget.FormOf(LivePush push) => SseForm.Instance;

    public override void OnOpened(PushHandshake handshake)
    {
        Connection.SetDeadline(UntilNext());
        feeds.Subscribe(Connection, feed, after, SseForm.Instance, this);
    }

    public override void OnDeadline()
    {
        if (isLeaving) Connection.Close(PushEnds.ShuttingDown);
        else if (user.ExpiresAt <= Connection.Loop.UtcNow) End(ErrorCodes.TokenInvalid, "the token has ended");
        else Connection.Send(":\n\n"u8);
        Connection.SetDeadline(UntilNext());
    }

    /// <summary>An event source comes back by itself when the response ends: each at its own moment.</summary>
    public override void OnDraining(TimeSpan after, TimeSpan spread)
    {
        isLeaving = true;
        Connection.SetDeadline(after + spread * Random.Shared.NextDouble());
    }

    public void Dismiss(string code, string detail) => Connection.Post(_ => End(code, detail));

    public void Evict(FeedId left, string code) => Connection.Post(_ =>
    {
        if (left == feed) End(code, "the subscription is over");
    });

    /// <summary>A comment: from here on everything is news.</summary>
    public void OnLive(FeedId live, long last) => Connection.Send(": live\n\n"u8);

    public void OnUnreachable(FeedId unreachable, long asked, long oldest, long last)
    {
        // From the future: what comes next has the newer numbers.
        var start = asked > last ? last : oldest - 1;
        if (asked < start) Say(writer => SseForm.Instance.EncodeGap(feed, asked + 1, start, writer));
        feeds.Subscribe(Connection, feed, start, SseForm.Instance, this);
    }

    public void OnGap(FeedId torn, long from, long to)
    {
    }

    public void OnEnded(FeedId ended, string code) => End(code, "the subscription is over");

    private TimeSpan UntilNext() => user.ExpiresAt - Connection.Loop.UtcNow is { } left && left < Heartbeat ? left : Heartbeat;

    private void End(string code, string detail)
    {
        if (!Connection.IsOpen) return;
        Say(writer => SseForm.EncodeError(code, detail, writer));
        Connection.Close(code);
    }

    private void Say(Action<IBufferWriter<byte>> write)
    {
        var buffer = Connection.Loop.Buffers.Rent();
        write(buffer);
        Connection.Send(buffer);
        buffer.Release();
    }
}
