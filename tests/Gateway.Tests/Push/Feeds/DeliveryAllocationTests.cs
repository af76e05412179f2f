using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>What one more connection in a room costs the collector: nothing.</summary>
public class DeliveryAllocationTests
{
    private const int Connections = 100;

    private static readonly FeedId Room = FeedId.Room("app", "r");

    [Fact]
    public async Task Delivery_ToAHundredConnections_AllocatesNothing()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1 });
        harness.Source.Append(Room, 20);
        var clients = new List<PushClient>();
        for (var i = 0; i < Connections; i++) clients.Add(await SubscribeAsync(harness));
        var batch = new FeedBatch(Room, (await harness.Source.ReadAsync(Room, 0, 20, CancellationToken.None)).Value!.Events, harness.Buffers);
        var form = new LineForm();

        var allocated = await PushHarness.OnLoopAsync(clients[0].Connection, () => Allocations.Least(() => Deliver(clients, batch, form)));

        Assert.Equal(0, allocated);
        batch.Forget();
        foreach (var client in clients) client.Dispose();
    }

    // As LoopFeed and the loop do.
    private static void Deliver(List<PushClient> clients, FeedBatch batch, FrameForm form)
    {
        var frames = batch.Take(form);
        foreach (var client in clients) client.Connection.SendEvents(frames, 0, frames.Length, batch.Count);
        foreach (var client in clients) client.Connection.Flush();
        frames.Release();
    }

    private static async Task<PushClient> SubscribeAsync(PushHarness harness)
    {
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, FeedPosition.Now, new LineForm(), session));
        Assert.StartsWith("live", await session.HearAsync(), StringComparison.Ordinal);
        return client;
    }
}
