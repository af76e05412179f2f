using System.Text.Json.Nodes;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Webhooks;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Webhooks;

/// <summary>What a room writes for webhooks, seen at the outbox' grain.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory directory = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(
        directory.Path, null, ("Apps:shop:Webhooks:Url", "http://127.0.0.1:1/"), ("Apps:shop:Webhooks:Events", "room.*,message"), ("Apps:quiet:Secret", "none"));

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Room_SubscribedEvents_AreWrittenInOrder_AsTheyArePosted()
    {
        await OpenAsync("r1");
        await silo.Room("r1").SendAsync(Callers.Anna, new SendMessage("text", "hello", null), null);

        var lane = Assert.Single(await TakeAsync("shop"));

        Assert.Equal("room/r1", lane.Lane);
        // member.joined is not wanted.
        Assert.Equal(["room.created", "room.opened", "message"], lane.Events.Select(e => e.Type));
        var body = JsonNode.Parse(lane.Events[^1].Body)!;
        Assert.Equal(("shop", "message", "r1", Callers.Anna.User), ((string?)body["app"], (string?)body["type"], (string?)body["room"], (string?)body["user"]));
        Assert.Equal("hello", (string?)body["data"]!["text"]);
        Assert.Equal(lane.Events[^1].EventId, (string?)body["id"]);
        Assert.StartsWith($"room/r1/{(long)body["seq"]!}/", lane.Events[^1].EventId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_WithNothingThere_WaitsForTheNextEvent()
    {
        var taking = silo.Grains.GetGrain<IOutboxGrain>("shop").TakeAsync(8, Deadline);
        await silo.Room("r2").CreateAsync(Callers.Anna, new CreateRoom(RoomScene.Live, "Two", "", "", "{}"), null);

        var batch = (await taking.WaitAsync(Deadline)).Value!;

        Assert.Equal("room.created", Assert.Single(Assert.Single(batch.Lanes).Events).Type);
    }

    [Fact]
    public async Task Room_OfAnAppWithoutAWebhook_WritesNothing()
    {
        await silo.Room("r3", "quiet").CreateAsync(Callers.Anna with { App = "quiet" }, new CreateRoom(RoomScene.Live, "Three", "", "", "{}"), null);

        Assert.Empty(await TakeAsync("quiet"));
    }

    [Fact]
    public async Task Replay_OfAnUnknownId_IsRefused()
    {
        var outbox = silo.Grains.GetGrain<IOutboxGrain>("shop");

        Assert.Equal(ErrorCodes.EventNotFound, (await outbox.ReplayAsync(99)).Code);
        Assert.Equal(ErrorCodes.EventNotFound, (await outbox.DropAsync(99)).Code);
        Assert.Equal(0, (await outbox.ReplayAsync(null)).Value);
    }

    private async Task OpenAsync(string room)
    {
        await silo.Room(room).CreateAsync(Callers.Anna, new CreateRoom(RoomScene.Live, "One", "", "", "{}"), null);
        await silo.Room(room).JoinAsync(Callers.Anna, new JoinRoom(null, null), null);
    }

    private async Task<IReadOnlyList<OutboxLane>> TakeAsync(string app) =>
        (await silo.Grains.GetGrain<IOutboxGrain>(app).TakeAsync(8, TimeSpan.Zero)).Value!.Lanes;
}
