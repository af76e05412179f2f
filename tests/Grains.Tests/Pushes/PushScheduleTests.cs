using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Users;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Pushes;

public sealed partial class PushScheduleTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly RecordingPushes live = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync()
    {
        await StartAsync();
        await silo.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Schedule_WhenItIsDue_EveryTargetHasItOnce_AndTheRestIsToldApart()
    {
        var order = Order("sale") with { Users = ["bob", "eve"], Rooms = ["r", "gone"] };
        var push = (await Schedule.ScheduleAsync(Callers.Backend, order, null)).Value!;
        Assert.Equal((PushState.Scheduled, 4), (push.State, push.Targets));
        Assert.Empty(await TextsOfAsync("bob"));

        var ended = await RingAsync(push.Id);

        Assert.Equal((PushState.Delivered, 3), (ended.State, ended.Accepted));
        var failed = Assert.Single(ended.Failed);
        Assert.Equal(("room/gone", ErrorCodes.RoomNotFound), (failed.Target, failed.Code));
        Assert.Equal(["sale"], await TextsOfAsync("bob"));
        Assert.Equal(["sale"], await TextsOfAsync("eve"));
        var events = (await silo.Room("r").GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events;
        Assert.Single(events, e => e.Type == "message");
    }

    [Fact]
    public async Task Schedule_AfterARestart_IsStillThere_AndGoesOut()
    {
        var push = (await Schedule.ScheduleAsync(Callers.Backend, Order("later"), null)).Value!;

        await silo.DisposeAsync();
        await StartAsync();

        Assert.Equal(PushState.Scheduled, (await Schedule.GetAsync(push.Id)).Value!.State);
        await RingAsync(push.Id);
        Assert.Equal(["later"], await TextsOfAsync("bob"));
    }

    [Fact]
    public async Task Schedule_RestartedAfterItsTime_GoesOutByItself()
    {
        var push = (await Schedule.ScheduleAsync(Callers.Backend, Order("missed"), null)).Value!;

        await silo.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        await StartAsync();

        await RingAsync(push.Id);
        Assert.Equal(["missed"], await TextsOfAsync("bob"));
    }

    [Fact]
    public async Task Schedule_SameStamp_IsOnePush()
    {
        var stamp = new IdempotencyStamp("k", "b");

        var first = await Schedule.ScheduleAsync(Callers.Backend, Order("once"), stamp);
        var again = await Schedule.ScheduleAsync(Callers.Backend, Order("once"), stamp);
        var other = await Schedule.ScheduleAsync(Callers.Backend, Order("other"), stamp with { BodyHash = "c" });

        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, other.Code);
        await RingAsync(first.Value.Id);
        Assert.Equal(["once"], await TextsOfAsync("bob"));
    }

    [Fact]
    public async Task Cancel_BeforeItIsDue_NothingGoesOut()
    {
        var cancelled = (await Schedule.ScheduleAsync(Callers.Backend, Order("no"), null)).Value!;
        var other = (await Schedule.ScheduleAsync(Callers.Backend, Order("yes"), null)).Value!;

        Assert.True((await Schedule.CancelAsync(Callers.Backend, cancelled.Id)).IsOk);

        await RingAsync(other.Id);
        Assert.Equal(["yes"], await TextsOfAsync("bob"));
        Assert.Equal(PushState.Cancelled, (await Schedule.GetAsync(cancelled.Id)).Value!.State);
        Assert.Equal(ErrorCodes.PushNotFound, (await Schedule.CancelAsync(Callers.Backend, cancelled.Id)).Code);
        Assert.Equal(ErrorCodes.PushNotFound, (await Schedule.GetAsync("nobody")).Code);
    }

    [Fact]
    public async Task Schedule_ThatCouldNotGoOutInItsTime_Expires()
    {
        var order = Order("stale");
        var push = (await Schedule.ScheduleAsync(Callers.Backend, order with { Expires = order.At.AddMinutes(1) }, null)).Value!;

        await silo.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        await StartAsync();

        Assert.Equal(PushState.Expired, (await RingAsync(push.Id)).State);
        Assert.Empty(await TextsOfAsync("bob"));
    }

    [Fact]
    public async Task Schedule_ToConnections_GoesOnceToWhoIsThereThen_AlsoAfterARestart()
    {
        var order = Order("now") with { Users = [], Live = new LiveTargets(true, ["c1"], ["vip"]) };
        var push = (await Schedule.ScheduleAsync(Callers.Backend, order, null)).Value!;
        Assert.Equal((0, null), (push.Targets, push.Connections));

        await silo.DisposeAsync();
        await StartAsync();
        var ended = await RingAsync(push.Id);

        Assert.Equal((PushState.Delivered, RecordingPushes.Reached), (ended.State, ended.Connections));
        var (app, targets, message) = Assert.Single(live.Sent);
        Assert.Equal(("shop", true, "c1", "vip"), (app, targets.All, Assert.Single(targets.Connections), Assert.Single(targets.Labels)));
        Assert.Equal((push.Id, "now"), (message.Id, message.Text));
    }

    [Fact]
    public async Task Schedule_WhatIsNotAllowed_IsRefused()
    {
        var now = time.GetUtcNow();

        Assert.Equal(ErrorCodes.Forbidden, (await Schedule.ScheduleAsync(Callers.Anna, Order("x"), null)).Code);
        Assert.Equal(ErrorCodes.BodyInvalid, (await Schedule.ScheduleAsync(Callers.Backend, Order("x") with { Users = [] }, null)).Code);
        Assert.Equal(ErrorCodes.BodyInvalid, (await Schedule.ScheduleAsync(Callers.Backend, Order("x") with { At = now.AddDays(31) }, null)).Code);
        Assert.Equal(ErrorCodes.BodyInvalid, (await Schedule.ScheduleAsync(Callers.Backend, Order("x") with { Expires = now }, null)).Code);
    }

    private IPushScheduleGrain Schedule => silo.Grains.GetGrain<IPushScheduleGrain>("shop");

    private async Task StartAsync() => silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<TimeProvider>(time).AddSingleton<ILivePushes>(live));

    private PushOrder Order(string text) => new(["bob"], [], "notice", text, null, time.GetUtcNow().AddMinutes(5), null);

    /// <summary>Lets the time come, a little at a go: what is armed meanwhile must ring too.</summary>
    private async Task<PushView> RingAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            if ((await Schedule.GetAsync(id)).Value is { State: not PushState.Scheduled } ended) return ended;
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, deadline.Token);
        }
    }

    private async Task<IEnumerable<string>> TextsOfAsync(string user)
    {
        var page = (await silo.Grains.GetGrain<IUserGrain>(Ids.Key("shop", user)).GetEventsAsync(0, 100, TimeSpan.Zero)).Value!;
        return page.Events.Select(e => System.Text.Json.Nodes.JsonNode.Parse(e.Data)!["text"]!.GetValue<string>());
    }
}
