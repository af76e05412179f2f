using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Urls;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Web;

namespace Rooms.MediaRelay.Tests.Control;

public sealed class ControlLinkTests : IAsyncLifetime, IDisposable
{
    private static readonly Register Introduction = new() { Id = "r", Node = "n", Session = "1" };

    private readonly CancellationTokenSource stop = new();
    private PlayNode node = null!;
    private ControlLinkParts parts = null!;

    public async Task InitializeAsync()
    {
        node = await PlayNode.StartAsync();
        parts = node.Get<ControlLinkParts>();
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        await node.DisposeAsync();
    }

    public void Dispose() => stop.Dispose();

    [Fact]
    public async Task Run_Registered_TakesKeysAndSaysWhatItCarries()
    {
        node.Publish("s");

        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        var state = await gateway.HearAsync<State>();
        var load = await gateway.HearAsync<Load>();

        Assert.Equal("s", Assert.Single(state.Streams).StreamId);
        Assert.True(state.Streams[0].IsPublishing);
        Assert.Equal("s", Assert.Single(load.Streams).StreamId);
        var token = UrlToken.Mint(UrlAction.Play, "s", DateTimeOffset.UtcNow.AddMinutes(1), "play-1");
        Assert.Null(node.Get<UrlAccess>().Check(UrlAction.Play, "s", token));
    }

    [Fact]
    public async Task Run_RegisteredAgain_TakesTheNewOrigins()
    {
        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();
        await gateway.SayAsync(new Registered { UrlKeys = GatewayEnd.Keys, Origins = new() { ["shop"] = ["https://shop.example/"] } });
        await gateway.SayAsync(new Alive { Id = "a", App = "app", StreamId = "s" });
        await gateway.HearAsync<Alive>();

        var origins = node.Get<AppOrigins>();

        Assert.True(origins.Find("shop")?.Allows("https://shop.example"));
        Assert.False(origins.Find("shop")?.Allows("https://evil.example"));
        Assert.Null(origins.Find("other"));
    }

    [Fact]
    public async Task Run_RegisterRefused_EndsWithTheCode()
    {
        var (gateway, running) = Connect();
        await gateway.HearAsync<Register>();

        await gateway.SayAsync(new Result { Id = "r", Code = "message_invalid", Detail = "no" });

        Assert.Equal("message_invalid: no", await running);
    }

    [Fact]
    public async Task Ask_Connected_GetsTheAnswer()
    {
        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();

        var asking = parts.Questions.AskAsync("s", "1", "hash", "rtmp", "127.0.0.1", default).AsTask();
        var ask = await gateway.HearAsync<PublishAsk>();
        await gateway.SayAsync(new PublishAnswer { Id = ask.Id, App = "app", Room = "room", Generation = 3 });

        Assert.Equal("s", ask.StreamId);
        Assert.Equal(PublishDecision.Allow("app", "room"), await asking);
    }

    [Fact]
    public async Task Ask_NotConnected_IsNodeUnavailable()
    {
        var decision = await parts.Questions.AskAsync("s", "1", "hash", "rtmp", "127.0.0.1", default);

        Assert.Equal(ErrorCodes.NodeUnavailable, decision.Code);
    }

    [Fact]
    public async Task Ask_ConnectionBreaksMeanwhile_IsNodeUnavailable()
    {
        var (gateway, running) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();
        var asking = parts.Questions.AskAsync("s", "1", "hash", "rtmp", "127.0.0.1", default).AsTask();
        await gateway.HearAsync<PublishAsk>();

        await gateway.LeaveAsync();

        Assert.Equal(ErrorCodes.NodeUnavailable, (await asking).Code);
        Assert.NotEmpty(await running);
    }

    [Fact]
    public async Task Unpublish_RepeatAndOlder_CutOnceAndAreAnsweredOk()
    {
        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();
        node.Publish("s");

        var first = await OrderAsync(gateway, 5);
        Assert.Null(node.Get<LiveStreams>().Find("s"));
        node.Publish("s");
        var repeat = await OrderAsync(gateway, 5);
        var older = await OrderAsync(gateway, 4);

        Assert.All(new[] { first, repeat, older }, result => Assert.Null(result.Code));
        Assert.NotNull(node.Get<LiveStreams>().Find("s"));
    }

    [Fact]
    public async Task Linkup_NotServedYet_SaysSo()
    {
        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();

        await gateway.SayAsync(new Linkup { Id = "l", App = "app", StreamId = "s" });

        Assert.Equal("verb_unserved", (await gateway.HearAsync<Result>()).Code);
    }

    [Fact]
    public async Task Alive_IsAnsweredWithTheSession()
    {
        var (gateway, _) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();
        var publisher = node.Publish("s");

        await gateway.SayAsync(new Alive { Id = "a", App = "app", StreamId = "s" });
        var here = await gateway.HearAsync<Alive>();
        await gateway.SayAsync(new Alive { Id = "b", App = "app", StreamId = "elsewhere" });
        var elsewhere = await gateway.HearAsync<Alive>();

        Assert.Equal(("a", publisher.Id, true), (here.Id, here.Session, here.IsPublishing));
        Assert.False(elsewhere.IsPublishing);
    }

    // What happens while nobody is connected is told in order, then what is true now.
    [Fact]
    public async Task Reconnect_EventsMeanwhile_AreToldInOrderBeforeTheState()
    {
        var (gateway, running) = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();
        Report("a", PublisherChange.Started);
        Assert.Equal("started", (await gateway.HearAsync<StreamEvent>()).Kind);
        await gateway.LeaveAsync();
        await running;
        Report("a", PublisherChange.Lost);
        Report("a", PublisherChange.Returned);
        Report("a", PublisherChange.Ended);

        var (again, _) = Connect();
        await again.AcceptAsync();

        Assert.Equal("lost", (await again.HearAsync<StreamEvent>()).Kind);
        Assert.Equal("returned", (await again.HearAsync<StreamEvent>()).Kind);
        Assert.Equal("ended", (await again.HearAsync<StreamEvent>()).Kind);
        Assert.Empty((await again.HearAsync<State>()).Streams);
    }

    private void Report(string streamId, PublisherChange change) =>
        parts.Events.Report(new PublisherReport("app", "room", streamId, "1", change, ""));

    private (GatewayEnd Gateway, Task<string> Running) Connect()
    {
        var pipe = new ControlPipe();
        return (new GatewayEnd(pipe.GatewayEnd), RunAsync(pipe.RelayEnd));
    }

    private async Task<string> RunAsync(IControlConnection connection)
    {
        using var link = new ControlLink(connection, Introduction, parts);
        return await link.RunAsync(() => { }, stop.Token);
    }

    private static async Task<Result> OrderAsync(GatewayEnd gateway, long generation)
    {
        await gateway.SayAsync(new Unpublish { Id = $"{generation}", App = "app", StreamId = "s", Generation = generation, Reason = "test" });
        return await gateway.HearAsync<Result>();
    }
}
