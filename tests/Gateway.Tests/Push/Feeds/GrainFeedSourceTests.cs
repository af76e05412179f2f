using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>Rooms and inboxes of the real grains as feeds, followed by a gateway process of the test's own.</summary>
public sealed class GrainFeedSourceTests : IClassFixture<SiloHost>, IAsyncLifetime
{
    private readonly SiloHost silo;
    // Whose clock stands still: nothing is pulled but for a hint.
    private readonly PushHarness harness = PushHarness.Start(time: new FakeTimeProvider());
    private readonly ServiceProvider services;
    private readonly GrainFeedSource source;

    public GrainFeedSourceTests(SiloHost silo)
    {
        this.silo = silo;
        services = new ServiceCollection().AddSingleton(harness.Hub).BuildServiceProvider();
        source = new GrainFeedSource(silo.Host.Services.GetRequiredService<GrainCalls>(), silo.Host.Services.GetRequiredService<IGrainFactory>(), services);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await harness.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task Follow_ARoom_AnswersItsEventsAndIsToldOnceOfNewerOnes()
    {
        var token = await silo.Host.TokenAsync();
        var room = await silo.RoomAsync(token);
        var feed = FeedId.Room("shop", room);
        var hinted = await PullsOfAsync(feed);

        var page = await source.FollowAsync(feed, 0, 10, default);
        for (var i = 0; i < 3; i++) (await silo.Host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "hi" })).Expect(HttpStatusCode.Created);

        Assert.Equal([1L], page.Value!.Events.Select(one => one.Seq));
        await harness.Pulse.UntilAsync(() => harness.Source.Follows == hinted + 1);
        Assert.Equal([2L, 3L, 4L], (await source.FollowAsync(feed, 1, 10, default)).Value!.Events.Select(one => one.Seq));
    }

    [Fact]
    public async Task Follow_AnInbox_IsTheUsersOwn()
    {
        var root = silo.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(Ids.Key("shop", "root"));
        Assert.True((await root.SendPrivateAsync(new Caller("shop", "root", Roles.Admin), new SendPrivate("feed-bob", "text", "psst", null), null, default)).IsOk);

        var bobs = await source.FollowAsync(FeedId.Inbox("shop", "feed-bob"), 0, 10, default);
        var read = await source.ReadAsync(FeedId.Inbox("shop", "feed-bob"), 0, 10, default);
        var anns = await source.FollowAsync(FeedId.Inbox("shop", "feed-ann"), 0, 10, default);

        Assert.Contains("psst", Assert.Single(bobs.Value!.Events).Data, StringComparison.Ordinal);
        Assert.Equal(bobs.Value.Last, read.Value!.Last);
        Assert.Empty(anns.Value!.Events);
    }

    [Fact]
    public async Task Ask_ForARoomThatIsNot_IsRefusedByName()
    {
        var feed = FeedId.Room("shop", "nowhere");

        Assert.Equal(ErrorCodes.RoomNotFound, (await source.FollowAsync(feed, 0, 10, default)).Code);
        Assert.Equal(ErrorCodes.RoomNotFound, (await source.ReadAsync(feed, 0, 10, default)).Code);
    }

    // Somebody follows the feed at the harness, whose own source has it empty: every hint is one more pull there.
    private async Task<int> PullsOfAsync(FeedId feed)
    {
        harness.Source.Create(feed);
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, feed, 0, new LineForm(), session));
        await session.HearAsync();
        return harness.Source.Follows;
    }
}
