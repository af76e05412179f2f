using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Web;

namespace Rooms.MediaRelay.Tests.Control;

public sealed class UsageReportsTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private PlayNode node = null!;

    public async Task InitializeAsync() => node = await PlayNode.StartAsync();

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        await node.DisposeAsync();
    }

    public void Dispose() => stop.Dispose();

    [Fact]
    public async Task Connected_ToAControlPlaneThatTakesUsage_IsSentEveryStreamsCounters()
    {
        var publisher = node.Publish("s");
        publisher.Send((await Clip.GetAsync()).Tags);
        var gateway = Connect();
        await gateway.AcceptAsync(isCurrent: true);
        await gateway.HearAsync<State>();

        var stream = Assert.Single((await gateway.HearAsync<Usage>()).Streams);

        Assert.Equal(("app", "room", "s", true, false), (stream.App, stream.Room, stream.StreamId, stream.IsPublishing, stream.IsFinal));
        Assert.Equal(publisher.Stream.Account.Epoch, stream.Epoch);
        Assert.Equal((await Clip.GetAsync()).Tags.Sum(tag => tag.Body.Length), stream.Counters["in:rtmp"]);
    }

    // An earlier control plane closes a connection that says what it does not understand.
    [Fact]
    public async Task Connected_ToAnEarlierControlPlane_IsSentNone()
    {
        node.Publish("s");
        var gateway = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();

        for (var i = 0; i < 5; i++) await gateway.HearAsync<Load>();
    }

    [Theory]
    [InlineData(true, "unhealthy")]
    [InlineData(false, "ended")]
    public async Task HealthEvent_ReachesAControlPlane_ThatKnowsOfHealth(bool isCurrent, string firstHeard)
    {
        var gateway = Connect();
        await gateway.AcceptAsync(isCurrent);
        await gateway.HearAsync<State>();

        foreach (var change in new[] { PublisherChange.Unhealthy, PublisherChange.Ended })
            node.Get<EventOutbox>().Report(new PublisherReport("app", "room", "s", "1", change, "No sound arrives.") { Code = "no_sound" });

        Assert.Equal(firstHeard, (await gateway.HearAsync<StreamEvent>()).Kind);
    }

    [Fact]
    public async Task Standing_AllowancesAndStoredEpochs_AreTaken()
    {
        var epoch = node.Publish("s").Stream.Account.Epoch;
        var gateway = Connect();
        await gateway.AcceptAsync(isCurrent: true);
        await gateway.HearAsync<State>();

        await gateway.SayAsync(new Standing { Stored = [epoch], Apps = [new AppAllowance("app", 0, false)] });

        await Eventually.BecomesAsync(() => node.Get<StreamAccounts>().All.Any(), false);
        Assert.Equal(ErrorCodes.QuotaViewers, node.Get<AppAudiences>().Of("app").TryEnter());
    }

    [Fact]
    public async Task PublishAnswer_WithAQuotaOfViewers_HoldsBeforeTheFirstStanding()
    {
        var gateway = Connect();
        await gateway.AcceptAsync();
        await gateway.HearAsync<State>();

        var asking = node.Get<ControlLinkParts>().Questions.AskAsync("s", "1", "hash", "rtmp", "127.0.0.1", default).AsTask();
        var ask = await gateway.HearAsync<PublishAsk>();
        await gateway.SayAsync(new PublishAnswer { Id = ask.Id, App = "app", Room = "room", MaxViewers = 0 });
        await asking;

        Assert.Equal(ErrorCodes.QuotaViewers, node.Get<AppAudiences>().Of("app").TryEnter());
    }

    private GatewayEnd Connect()
    {
        var pipe = new ControlPipe();
        _ = RunAsync(pipe.RelayEnd);
        return new GatewayEnd(pipe.GatewayEnd);
    }

    private async Task<string> RunAsync(IControlConnection connection)
    {
        using var link = new ControlLink(connection, new Register { Id = "r", Node = "n", Session = "1" }, node.Get<ControlLinkParts>());
        return await link.RunAsync(() => { }, stop.Token);
    }
}
