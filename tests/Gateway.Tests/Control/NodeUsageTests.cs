using Rooms.Contracts.Apps;
using Rooms.Contracts.Control;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Control;

/// <summary>A node's usage on its way to the apps' grains, and what comes back. App shop may have 10 viewers and 1000 bytes a day.</summary>
public sealed class NodeUsageTests : IAsyncLifetime, IDisposable
{
    private readonly SessionHarness harness = new(TimeProvider.System);

    public async Task InitializeAsync()
    {
        harness.Start();
        await harness.SendAsync(new Register { Id = "q1", Node = "n1", Session = "c1" });
        Assert.True(Assert.IsType<Registered>(await harness.ReceiveAsync()).TakesUsage);
    }

    public Task DisposeAsync() => harness.StopAsync();

    public void Dispose() => harness.Dispose();

    [Fact]
    public async Task Usage_OfAnApp_ReachesItsGrain()
    {
        await harness.SendAsync(new Usage { Streams = [Stream("e1") with { IsPublishing = true, Viewers = 3, PeakViewers = 5 }, Stream("e2") with { StreamId = "s2", Viewers = 4, IsFinal = true }] });

        var report = await harness.App.NextReportAsync();

        Assert.Equal(("n1", "s1", 7), (report.Node, Assert.Single(report.Publishing), report.Viewers));
        Assert.Equal([("e1", "r1", 5, false), ("e2", "r1", 0, true)], report.Counters.Select(stream => (stream.Epoch, stream.Room, stream.PeakViewers, stream.IsFinal)));
        Assert.Equal(100, report.Counters[0].Counters[$"{UsageKinds.BytesOut}flv"]);
    }

    [Theory]
    [InlineData(3, 999, 7, false)]
    [InlineData(12, 1000, 0, true)]
    public async Task Usage_QuotasOfTheApp_AreAnsweredAsThisNodesPart(int elsewhere, long bytesToday, int maxViewers, bool isSpent)
    {
        harness.App.Standing = new AppStanding(elsewhere, bytesToday, ["e1"]);

        await harness.SendAsync(new Usage { Id = "u1", Streams = [Stream("e1")] });
        var standing = Assert.IsType<Standing>(await harness.ReceiveAsync());

        Assert.Equal("u1", standing.Id);
        Assert.Equal(["e1"], standing.Stored);
        Assert.Equal(new AppAllowance("shop", maxViewers, isSpent), Assert.Single(standing.Apps));
    }

    [Fact]
    public async Task Usage_AppWithoutQuotas_HasNoLimit()
    {
        await harness.SendAsync(new Usage { Streams = [Stream("e1") with { App = "other" }] });

        Assert.Equal(new AppAllowance("other", null, false), Assert.Single(Assert.IsType<Standing>(await harness.ReceiveAsync()).Apps));
    }

    [Fact]
    public async Task Usage_WordsThatAreNone_AreRefused()
    {
        var faulty = new[]
        {
            Stream("a/b"), Stream("e1") with { Room = "" }, Stream("e1") with { Viewers = -1 },
            Stream("e1") with { Counters = new() { ["out:flv"] = -1 } }, Stream("e1") with { Counters = new() { ["out:a b"] = 1 } },
            Stream("e1") with { Counters = new() { ["messages"] = 1 } },
        };
        foreach (var stream in faulty) Assert.NotNull(Gateway.Control.NodeMessages.Fault(new Usage { Streams = [stream] }));

        await harness.SendAsync(new Usage { Streams = [faulty[0]] });

        Assert.Equal("message_invalid", Assert.IsType<Result>(await harness.ReceiveAsync()).Code);
    }

    [Fact]
    public async Task PublishAsk_AppWithAQuotaOfViewers_TellsTheNode()
    {
        await harness.SendAsync(new PublishAsk { Id = "a", StreamId = "s1", Session = "p1", TokenHash = "h", Protocol = "rtmp", Address = "127.0.0.1" });

        Assert.Equal(10, Assert.IsType<PublishAnswer>(await harness.ReceiveAsync()).MaxViewers);
    }

    [Fact]
    public async Task Usage_OfAnAppThatWasRemoved_EndsItsStreamsAndLetsNobodyWatch()
    {
        harness.ReadRegistry();

        await harness.SendAsync(new Usage { Streams = [Stream("e1") with { App = "removed" }, Stream("e2") with { App = "removed", StreamId = "s2", IsFinal = true }] });
        var standing = Assert.IsType<Standing>(await harness.ReceiveAsync());
        await harness.SendAsync(Started);

        Assert.Equal(new AppAllowance("removed", 0, true), Assert.Single(standing.Apps));
        Assert.Equal("end app_removed", await harness.Pusher.NextCallAsync());
        Assert.Equal("Started n1 p1 r1", await harness.Pusher.NextCallAsync());
    }

    [Fact]
    public async Task Usage_OfAnUnknownAppBeforeTheRegistryIsRead_ChangesNothing()
    {
        await harness.SendAsync(new Usage { Streams = [Stream("e1") with { App = "removed" }] });
        var standing = Assert.IsType<Standing>(await harness.ReceiveAsync());
        await harness.SendAsync(Started);

        Assert.Empty(standing.Apps);
        Assert.Equal("Started n1 p1 r1", await harness.Pusher.NextCallAsync());
    }

    [Theory]
    [InlineData(false, "node_unavailable")]
    [InlineData(true, "stream_not_found")]
    public async Task PublishAsk_AppIsUnknown_IsRefused(bool isRegistryRead, string code)
    {
        if (isRegistryRead) harness.ReadRegistry();

        await harness.SendAsync(new PublishAsk { Id = "a", StreamId = "s9", Session = "p1", TokenHash = "h", Protocol = "rtmp", Address = "127.0.0.1" });

        Assert.Equal(code, Assert.IsType<PublishAnswer>(await harness.ReceiveAsync()).Code);
    }

    [Fact]
    public async Task Usage_ItsGrainHangs_LoadsGoOn()
    {
        var hang = new TaskCompletionSource();
        harness.App.Turn = _ => hang.Task;
        Assert.Equal("registered", await harness.Directory.NextCallAsync());

        // More than a lane holds.
        for (var i = 0; i < 300; i++) await harness.SendAsync(new Usage { Streams = [Stream("e1")] }).AsTask().WaitAsync(Deadline.Generous);
        await harness.SendAsync(new Load());

        Assert.Equal("load n1", await harness.Directory.NextCallAsync());
        hang.SetResult();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Usage_OneAppHangsOrFails_TheOthersAreAnswered(bool hangs)
    {
        var hang = new TaskCompletionSource();
        if (!hangs) hang.SetException(new InvalidOperationException("a bug"));
        harness.App.Turn = report => report.Counters[0].Epoch == "stuck" ? hang.Task : Task.CompletedTask;

        await harness.SendAsync(new Usage { Id = "u1", Streams = [Stream("stuck"), Stream("e1") with { App = "other" }] });
        var standing = Assert.IsType<Standing>(await harness.ReceiveAsync());

        Assert.Equal(("u1", "other"), (standing.Id, Assert.Single(standing.Apps).App));
        hang.TrySetResult();
    }

    private static StreamEvent Started => new() { App = "shop", Room = "r1", StreamId = "s1", Session = "p1", Kind = "started" };

    private static StreamUsage Stream(string epoch) =>
        new() { Epoch = epoch, App = "shop", Room = "r1", StreamId = "s1", Counters = new() { ["out:flv"] = 100, ["viewer_ms"] = 5 } };
}
