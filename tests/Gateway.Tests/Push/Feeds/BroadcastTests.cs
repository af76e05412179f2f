using System.Buffers;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>One message to many connections beside the feeds.</summary>
public sealed class BroadcastTests : IAsyncLifetime
{
    private readonly PushHarness harness = PushHarness.Start(new PushOptions { Loops = 2 });
    private readonly List<PushClient> clients = [];

    private Broadcast Broadcast => new(harness.Loops, harness.Table);

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 6; i++) clients.Add(await ConnectAsync());
    }

    public async Task DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Send_ToAll_ReachesEveryoneOnce_EncodedOnceALoop()
    {
        var message = new Notice("all", _ => true);

        Assert.Equal(6, await Broadcast.SendAsync(message));
        Assert.Equal(1, await Broadcast.SendAsync(new Notice("end", connection => connection == clients[0].Connection)));

        Assert.Equal(["all", "end"], await clients[0].ReadLinesAsync(2));
        foreach (var client in clients.Skip(1)) Assert.Equal("all", await client.ReadLineAsync());
        Assert.Equal(2, message.Encoded);
    }

    [Fact]
    public async Task Send_ToNobody_EncodesNothing()
    {
        var message = new Notice("none", _ => false);

        Assert.Equal(0, await Broadcast.SendAsync(message));

        Assert.Equal(0, message.Encoded);
    }

    [Fact]
    public async Task Send_ToConnections_ReachesThoseThatAreHereAndAddressed()
    {
        string[] ids = [clients[1].Connection.Id, clients[2].Connection.Id, clients[3].Connection.Id, "of nobody"];

        var reached = await Broadcast.SendAsync(new Notice("some", connection => connection != clients[3].Connection), ids);
        await Broadcast.SendAsync(new Notice("all", _ => true));

        Assert.Equal(2, reached);
        Assert.Equal(["some", "all"], await clients[1].ReadLinesAsync(2));
        Assert.Equal(["some", "all"], await clients[2].ReadLinesAsync(2));
        Assert.Equal("all", await clients[3].ReadLineAsync());
        Assert.Equal("all", await clients[0].ReadLineAsync());
    }

    [Fact]
    public async Task Send_OneIsGone_ReachesTheOthersAndHoldsNoBuffer()
    {
        clients[5].Dispose();
        await Turns.UntilAsync(clients[5].Connection, () => !clients[5].Connection.IsOpen);

        Assert.Equal(5, await Broadcast.SendAsync(new Notice("all", _ => true)));

        foreach (var client in clients.Take(5)) Assert.Equal("all", await client.ReadLineAsync());
        await harness.Loops.StopAsync(CancellationToken.None);
        Assert.Equal(0, harness.Buffers.Outstanding);
    }

    [Fact]
    public async Task Send_LoopsHaveEnded_ReachesNobody()
    {
        await harness.Loops.StopAsync(CancellationToken.None);

        Assert.Equal(0, await Broadcast.SendAsync(new Notice("late", _ => true)));
    }

    private async Task<PushClient> ConnectAsync()
    {
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();
        return client;
    }

    private sealed class Notice(string text, Func<PushConnection, bool> isFor) : BroadcastMessage
    {
        private readonly LineForm form = new();
        private int encoded;

        public int Encoded => Volatile.Read(ref encoded);

        public override FrameForm? FormFor(PushConnection connection) => isFor(connection) ? form : null;

        public override void Encode(FrameForm form, IBufferWriter<byte> writer)
        {
            Interlocked.Increment(ref encoded);
            writer.Write(System.Text.Encoding.UTF8.GetBytes($"{text}\n"));
        }
    }
}
