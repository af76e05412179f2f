using System.Buffers;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>A fault in what belongs to one connection ends that one; the others of its loop hear nothing of it.</summary>
public class FaultTests
{
    private static readonly FeedId Room = FeedId.Room("app", "r");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delivery_FormThatThrows_EndsItsConnectionAlone(bool faultyFirst)
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1 });
        harness.Source.Create(Room);
        FrameForm[] forms = faultyFirst ? [new FaultyForm(2), new LineForm()] : [new LineForm(), new FaultyForm(2)];
        using var first = await SubscribeAsync(harness, forms[0]);
        using var second = await SubscribeAsync(harness, forms[1]);
        var (faulty, sound) = faultyFirst ? (first, second) : (second, first);

        for (var seq = 1; seq <= 3; seq++)
        {
            harness.Source.Append(Room);
            Assert.Equal($"app/r {seq} x", Assert.Single(await sound.ReadLinesAsync(1)));
        }

        Assert.Equal($"closed {PushEnds.InternalError}", await ((TestProtocol)faulty.Connection.Protocol).HearAsync());
        Assert.True(sound.Connection.IsOpen);
        Assert.Contains(harness.Logs.Lines, entry => entry.Line.Contains(faulty.Connection.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstBytes_ThatCannotBeTakenOver_CloseTheirSocketAlone()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1 });
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        var accepted = await listener.AcceptAsync();
        var loop = harness.Loops.Choose();
        var left = new TaskCompletionSource();
        loop.Post(() => new WaitingSocket(loop, accepted, new FaultyJudge(), left.SetResult).Begin());

        await client.SendAsync("GET / HTTP/1.1"u8.ToArray());

        // What it had sent is unread: its end is a reset.
        await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]).WaitAsync(Waits.Long));
        await left.Task.WaitAsync(Waits.Long);
        Assert.True(loop.IsServing);
    }

    private static async Task<PushClient> SubscribeAsync(PushHarness harness, FrameForm form)
    {
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, 0, form, session));
        Assert.Equal(["opened", "live 0"], [await session.HearAsync(), await session.HearAsync()]);
        return client;
    }

    private sealed class FaultyForm(long faulty) : FrameForm
    {
        public override void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer)
        {
            if (happened.Seq == faulty) throw new InvalidOperationException("planted");
            writer.Write("-"u8);
        }

        public override void EncodeGap(FeedId feed, long from, long to, IBufferWriter<byte> writer) => throw new NotSupportedException();

        public override void EncodeSkipped(FeedId feed, long from, long to, IBufferWriter<byte> writer) => throw new NotSupportedException();
    }

    private sealed class FaultyJudge : IFirstBytes
    {
        // As a process that has no descriptor left.
        public Action Judge(PushLoop loop, Socket socket, ReadOnlySpan<byte> bytes) => () => throw new Win32Exception(24);

        public void GiveUp(Socket socket, bool hasSpoken) => socket.Dispose();
    }
}
