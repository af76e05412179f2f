using System.Text;
using System.Threading.Channels;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>A session that tells a test what it hears.</summary>
internal sealed class TestProtocol : PushProtocol, IFeedSubscriber
{
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();

    /// <summary>Called with each line or message, on the loop.</summary>
    public Action<TestProtocol, string>? OnText { get; init; }

    public Action<TestProtocol>? OnStart { get; init; }

    public static PushSurface Raw(Func<TestProtocol> create, int maxBytes = 64 * 1024) => new("test", IsWebSocket: false, maxBytes, _ => create());

    public static PushSurface WebSocket(Func<TestProtocol> create, int maxBytes = 64 * 1024) => new("test-ws", IsWebSocket: true, maxBytes, _ => create());

    public async Task<string> HearAsync()
    {
        using var deadline = new CancellationTokenSource(Waits.Long);
        return await heard.Reader.ReadAsync(deadline.Token);
    }

    public override void OnOpened(PushHandshake handshake)
    {
        // First: whoever has heard that it is open may count on it.
        OnStart?.Invoke(this);
        Tell("opened");
    }

    public override int OnData(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0) return 0;
        Take(Encoding.UTF8.GetString(bytes[..end]));
        return end + 1;
    }

    public override void OnMessage(WebSocketOpcode kind, ReadOnlySpan<byte> payload) => Take(Encoding.UTF8.GetString(payload));

    public override void OnDeadline()
    {
        Tell("deadline");
        base.OnDeadline();
    }

    public override void OnDraining(TimeSpan after, TimeSpan spread) => Tell($"draining {spread.TotalSeconds}");

    public override void OnClosed(string reason) => Tell($"closed {reason}");

    public void OnLive(FeedId feed, long last) => Tell($"live {last}");

    public void OnUnreachable(FeedId feed, long after, long oldest, long last) => Tell($"unreachable {after} {oldest} {last}");

    public void OnGap(FeedId feed, long from, long to) => Tell($"gap {from}-{to}");

    public void OnEnded(FeedId feed, string code) => Tell($"ended {code}");

    private void Take(string text)
    {
        Tell(text);
        OnText?.Invoke(this, text);
    }

    private void Tell(string what) => heard.Writer.TryWrite(what);
}
