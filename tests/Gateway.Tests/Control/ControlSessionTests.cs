using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Streams;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Control;

/// <summary>The node's end of a pipe against a session over fake grains.</summary>
public sealed class ControlSessionTests : IAsyncLifetime, IDisposable
{
    private readonly SessionHarness harness = new(TimeProvider.System);
    private readonly ControlPipe pipe;
    private readonly FakeRelayDirectory directory;
    private readonly FakePusher pusher;
    private readonly FakeStreams streams;

    public ControlSessionTests() => (pipe, directory, pusher, streams) = (harness.Pipe, harness.Directory, harness.Pusher, harness.Streams);

    public Task InitializeAsync()
    {
        harness.Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => harness.StopAsync();

    public void Dispose() => harness.Dispose();

    [Fact]
    public async Task Register_IsAnsweredWithEveryKeyAndTheAppsOrigins()
    {
        var registered = await RegisterAsync();

        Assert.Equal("q1", registered.Id);
        Assert.Equal(["push key", "older push key"], registered.UrlKeys.Push);
        Assert.Equal(["play key"], registered.UrlKeys.Play);
        Assert.Equal(["shop"], registered.Origins.Keys);
        Assert.Equal(["https://shop.example"], registered.Origins["shop"]);
        Assert.Equal("registered", await directory.NextCallAsync());
        Assert.Equal("n1", directory.Registered?.Id);
    }

    [Fact]
    public async Task Register_DirectoryIsAwayForAMoment_IsTriedAgain()
    {
        directory.Failures.Enqueue(new TimeoutException("away"));

        await RegisterAsync();

        Assert.Equal("registered", await directory.NextCallAsync());
    }

    [Fact]
    public async Task Load_ReachesDirectoryAndStream()
    {
        await RegisteredAsync();

        await harness.SendAsync(new Load { Cpu = 0.5, Viewers = 3, Streams = [new StreamLoad { App = "shop", StreamId = "s1", BitsPerSecond = 818_000 }] });

        Assert.Equal("load n1", await directory.NextCallAsync());
        Assert.Equal(new RelayLoad(0.5, 1, 3, 0, 0), directory.NewestLoad);
        Assert.Equal(818_000, (await streams.NextFiguresAsync()).BitsPerSecond);
    }

    [Theory]
    [InlineData("started", PublisherState.Started)]
    [InlineData("lost", PublisherState.Lost)]
    [InlineData("returned", PublisherState.Returned)]
    [InlineData("ended", PublisherState.Ended)]
    public async Task Event_ReachesThePusher(string kind, PublisherState state)
    {
        await RegisteredAsync();

        await harness.SendAsync(new StreamEvent { App = "shop", Room = "r1", StreamId = "s1", Session = "p1", Kind = kind });

        Assert.Equal($"{state} n1 p1 r1", await pusher.NextCallAsync());
    }

    [Fact]
    public async Task Event_OfHealth_ReachesThePusherWithItsReason()
    {
        await RegisteredAsync();

        await harness.SendAsync(new StreamEvent { App = "shop", Room = "r1", StreamId = "s1", Session = "p1", Kind = "unhealthy", Code = "gaps", Reason = "Pictures stop." });
        await harness.SendAsync(new StreamEvent { App = "shop", Room = "r1", StreamId = "s1", Session = "p1", Kind = "recovered" });

        Assert.Equal("unhealthy n1 p1 gaps: Pictures stop.", await pusher.NextCallAsync());
        Assert.Equal("healthy n1 p1 : ", await pusher.NextCallAsync());
    }

    [Fact]
    public async Task Events_OfOneStream_KeepTheirOrder()
    {
        await RegisteredAsync();

        for (var i = 0; i < 100; i++) await harness.SendAsync(new StreamEvent { App = "shop", Room = "r1", StreamId = "s1", Session = $"p{i}", Kind = "started" });

        for (var i = 0; i < 100; i++) Assert.Equal($"Started n1 p{i} r1", await pusher.NextCallAsync());
    }

    [Fact]
    public async Task State_PublishingOnesAreStartedAndTheOthersLost()
    {
        await RegisteredAsync();

        await harness.SendAsync(new State { Streams = [new CarriedStream("shop", "r1", "s1", "p1", true), new CarriedStream("shop", "r1", "s1", "p2", false)] });

        Assert.Equal("Started n1 p1 r1", await pusher.NextCallAsync());
        Assert.Equal("Lost n1 p2 r1", await pusher.NextCallAsync());
    }

    [Fact]
    public async Task PublishAsk_KnownStream_IsAnsweredWithItsPlace()
    {
        await RegisteredAsync();

        var answer = await AskAsync("s1");

        Assert.Null(answer.Code);
        Assert.Equal(("a-s1", "shop", "r1", 7L), (answer.Id, answer.App, answer.Room, answer.Generation));
    }

    [Theory]
    [InlineData("s2")]
    [InlineData("a/b")]
    public async Task PublishAsk_UnknownStream_IsRefused(string streamId)
    {
        await RegisteredAsync();

        Assert.Equal(ErrorCodes.StreamNotFound, (await AskAsync(streamId)).Code);
    }

    [Fact]
    public async Task PublishAsk_PusherRefuses_ItsCodeIsPassedOn()
    {
        pusher.Answer = _ => Task.FromResult(Refusal.Of<PublishPermit>(ErrorCodes.StreamBusy, "taken"));
        await RegisteredAsync();

        var answer = await AskAsync("s1");

        Assert.Equal((ErrorCodes.StreamBusy, "taken"), (answer.Code, answer.Detail));
    }

    [Fact]
    public async Task PublishAsk_PusherNeverAnswers_IsUnavailableAndOthersAreAnswered()
    {
        // By who asks: two workers may come to the pusher in either order.
        pusher.Answer = request => request.Session == "unlucky"
            ? new TaskCompletionSource<Outcome<PublishPermit>>().Task
            : Task.FromResult<Outcome<PublishPermit>>(new PublishPermit("shop", request.RoomId, 8));
        await RegisteredAsync();
        await harness.SendAsync(new PublishAsk { Id = "slow", StreamId = "s1", Session = "unlucky", TokenHash = "h", Protocol = "rtmp", Address = "127.0.0.1" });

        Assert.Equal(8, (await AskAsync("s1")).Generation);
        var slow = Assert.IsType<PublishAnswer>(await harness.ReceiveAsync());

        Assert.Equal(("slow", ErrorCodes.NodeUnavailable), (slow.Id, slow.Code));
    }

    [Fact]
    public async Task Orders_ReachTheNodeWithTheirGeneration()
    {
        await RegisteredAsync();

        await directory.Link!.OrderAsync("n1", new RelayOrder(RelayVerb.Unpublish, "shop", "s1", 4, "banned"));
        await directory.Link.OrderAsync("n1", new RelayOrder(RelayVerb.Unsubscribe, "shop", "s1", 5, "banned"));
        await directory.Link.OrderAsync("n1", new RelayOrder(RelayVerb.AskAlive, "shop", "s1", 6, ""));

        var unpublish = Assert.IsType<Unpublish>(await harness.ReceiveAsync());
        Assert.Equal(("shop", "s1", 4L, "banned"), (unpublish.App, unpublish.StreamId, unpublish.Generation, unpublish.Reason));
        Assert.Equal(5, Assert.IsType<Unsubscribe>(await harness.ReceiveAsync()).Generation);
        var alive = Assert.IsType<Alive>(await harness.ReceiveAsync());
        await harness.SendAsync(alive with { Session = "p1", IsPublishing = true });
        Assert.Equal("alive n1 p1 True", await pusher.NextCallAsync());
    }

    [Fact]
    public async Task AnythingBeforeRegister_IsRefusedAndThenTheConnectionEnds()
    {
        for (var i = 0; i < 3; i++)
        {
            await harness.SendAsync(new Load());
            Assert.Equal("message_invalid", Assert.IsType<Result>(await harness.ReceiveAsync()).Code);
        }

        Assert.Null(await harness.ReceiveAsync());
    }

    [Fact]
    public async Task Message_OfANewerVersion_IsRefusedClearly()
    {
        await harness.SendAsync(new Register { Version = ControlMessage.CurrentVersion + 1, Node = "n1", Session = "s" });

        Assert.Equal("version_newer", Assert.IsType<Result>(await harness.ReceiveAsync()).Code);
    }

    [Theory]
    [InlineData("a/b", "s", 0)]
    [InlineData("n1", "", 0)]
    [InlineData("n1", "s", 70_000)]
    public async Task Register_FieldsAreWrong_IsRefused(string nodeId, string session, int port)
    {
        await harness.SendAsync(new Register { Node = nodeId, Session = session, RtmpPort = port });

        Assert.Equal("message_invalid", Assert.IsType<Result>(await harness.ReceiveAsync()).Code);
        Assert.Null(directory.Registered);
    }

    [Fact]
    public async Task NodeGoes_WhatItSaidLastIsReportedAndItIsTakenOut()
    {
        await RegisteredAsync();
        await harness.SendAsync(new StreamEvent { App = "shop", Room = "r1", StreamId = "s1", Session = "p1", Kind = "ended" });

        await pipe.RelayEnd.CloseAsync("done");

        Assert.Equal("Ended n1 p1 r1", await pusher.NextCallAsync());
        Assert.Equal("disconnected n1 c1", await directory.NextCallAsync());
    }

    private async Task<Registered> RegisterAsync()
    {
        await harness.SendAsync(new Register { Id = "q1", Node = "n1", Session = "c1", RtmpPort = 1935 });
        return Assert.IsType<Registered>(await harness.ReceiveAsync());
    }

    private async Task RegisteredAsync()
    {
        await RegisterAsync();
        Assert.Equal("registered", await directory.NextCallAsync());
    }

    private async Task<PublishAnswer> AskAsync(string streamId)
    {
        await harness.SendAsync(new PublishAsk { Id = $"a-{streamId}", StreamId = streamId, Session = "p1", TokenHash = "h", Protocol = "rtmp", Address = "127.0.0.1" });
        return Assert.IsType<PublishAnswer>(await harness.ReceiveAsync());
    }
}
