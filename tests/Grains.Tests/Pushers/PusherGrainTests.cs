using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Pushers;

public sealed class PusherGrainTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new();
    private readonly FakeRelay relay = new();
    private TestSilo silo = null!;
    private IRelayLink link = null!;
    private string streamId = "";

    private IRelayDirectoryGrain Relays => silo.Grains.GetGrain<IRelayDirectoryGrain>(IRelayDirectoryGrain.Key);

    private IPusherGrain Pusher => silo.Grains.GetGrain<IPusherGrain>(Ids.Key("shop", streamId));

    private IRoomGrain Room => silo.Room("r");

    public async Task InitializeAsync()
    {
        await StartAsync();
        await Room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        var grant = await Room.AddStreamAsync(Callers.Anna, new AddStream("main", null, null, null), null);
        streamId = grant.Value!.StreamId;
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Publish_StartedLostReturnedEnded_AreTheRoomsEvents()
    {
        await PublishAsync("one");
        await ReportAsync("one", PublisherState.Lost);
        await ReportAsync("one", PublisherState.Returned);
        await ReportAsync("one", PublisherState.Ended);

        Assert.Equal(
            ["room.created", "room.opened", "stream.started", "stream.lost", "stream.started", "stream.ended"],
            await EventTypesAsync());
    }

    [Fact]
    public async Task Ask_UnknownClosedAndBusy_AreRefusedByName()
    {
        var unknown = await silo.Grains.GetGrain<IPusherGrain>("shop/unknown").AskAsync(Request("one"));
        await PublishAsync("one");
        var busy = await Pusher.AskAsync(Request("two") with { TokenHash = "other" });
        await Room.CloseAsync(Callers.Anna, "over");
        var closed = await Pusher.AskAsync(Request("three"));

        Assert.Equal(ErrorCodes.StreamNotFound, unknown.Code);
        Assert.Equal(ErrorCodes.StreamBusy, busy.Code);
        Assert.Equal(ErrorCodes.RoomClosed, closed.Code);
    }

    [Fact]
    public async Task Close_WhilePublishing_CutsAtTheRelay()
    {
        await PublishAsync("one");

        await Room.CloseAsync(Callers.Anna, "over");

        var order = await relay.NextOrderAsync();
        Assert.Equal((RelayVerb.Unpublish, streamId), (order.Verb, order.StreamId));
        Assert.Equal("room.closed", (await EventTypesAsync()).Last());
    }

    [Fact]
    public async Task End_WhilePublishing_CutsAndTellsTheRoomOnce()
    {
        await PublishAsync("one");

        await Pusher.EndAsync("app_removed");
        await Pusher.EndAsync("app_removed");

        var (order, repeat) = (await relay.NextOrderAsync(), await relay.NextOrderAsync());
        Assert.Equal((RelayVerb.Unpublish, streamId, "app_removed"), (order.Verb, order.StreamId, order.Reason));
        Assert.True(repeat.Generation > order.Generation);
        Assert.Equal(["stream.started", "stream.ended"], (await EventTypesAsync()).TakeLast(2));
    }

    [Fact]
    public async Task Ban_WhilePublishing_CutsAndRefusesUntilItsEnd()
    {
        await PublishAsync("one");

        await Room.BanStreamAsync(Callers.Anna, new BanStream(streamId, 10, "spam"), null);

        Assert.Equal(RelayVerb.Unpublish, (await relay.NextOrderAsync()).Verb);
        Assert.Equal(ErrorCodes.Forbidden, (await Pusher.AskAsync(Request("two"))).Code);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await Pusher.AskAsync(Request("two"))).IsOk);
    }

    [Fact]
    public async Task Heartbeat_Missing_AsksTheRelayAndAFalseAnswerEndsTheStream()
    {
        await PublishAsync("one");

        await AdvanceAsync(TimeSpan.FromSeconds(25));
        var order = await relay.NextOrderAsync();
        await Pusher.AliveAnswerAsync("node", "one", isPublishing: false);

        Assert.Equal(RelayVerb.AskAlive, order.Verb);
        Assert.Equal("stream.ended", (await EventTypesAsync()).Last(type => type.StartsWith("stream", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Heartbeat_OfAStranger_IsForbidden()
    {
        Assert.Equal(ErrorCodes.Forbidden, (await Pusher.HeartbeatAsync(Callers.Bea)).Code);
        Assert.True((await Pusher.HeartbeatAsync(Callers.Anna)).IsOk);
    }

    [Fact]
    public async Task Health_OfTheCurrentPublisherOnly_IsTheRoomsEvent()
    {
        var poor = new StreamHealthChange("", IsHealthy: false, "gaps", "Pictures stop.");
        await PublishAsync("one");

        await Pusher.HealthAsync("node", "another", poor);
        await Pusher.HealthAsync("node", "one", poor);

        Assert.Equal(["stream.started", "stream.unhealthy"], (await EventTypesAsync()).Where(type => type.StartsWith("stream", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Numbers_AfterARestart_StillRise()
    {
        await PublishAsync("one");
        await silo.DisposeAsync();
        await StartAsync();

        await ReportAsync("one", PublisherState.Lost);
        await ReportAsync("one", PublisherState.Ended);

        Assert.Equal(["stream.started", "stream.lost", "stream.ended"], (await EventTypesAsync()).Where(type => type.StartsWith("stream", StringComparison.Ordinal)));
    }

    private async Task StartAsync()
    {
        silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<TimeProvider>(time));
        link = silo.Grains.CreateObjectReference<IRelayLink>(relay);
        await Relays.RegisterAsync(new RelayNode("node", "s", null, 1935, 0, [], [], 0), link);
    }

    private async Task PublishAsync(string session)
    {
        Assert.True((await Pusher.AskAsync(Request(session))).IsOk);
        await ReportAsync(session, PublisherState.Started);
    }

    private Task ReportAsync(string session, PublisherState state) => Pusher.ReportAsync(new PublisherReport("node", session, state, "", "r"));

    private static PublishRequest Request(string session) => new("node", session, "token", "rtmp", "127.0.0.1", "r");

    // In steps of the node's own reports, so that it does not count as lost.
    private async Task AdvanceAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(5))
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Relays.LoadAsync("node", new RelayLoad(0, 1, 0, 0, 0));
            // A turn of the pusher after its timer's: what the timer did is done.
            await Pusher.AliveAnswerAsync("another", "", isPublishing: true);
        }
    }

    private async Task<IEnumerable<string>> EventTypesAsync() =>
        (await Room.GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events.Select(e => e.Type);
}
