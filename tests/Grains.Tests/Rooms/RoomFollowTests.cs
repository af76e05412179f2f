using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Tests.Feeds;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomFollowTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly HintReader hints = new();
    private TestSilo silo = null!;
    private IFeedFollower reference = null!;

    public async Task InitializeAsync()
    {
        silo = await TestSilo.StartAsync(directory.Path);
        reference = silo.Grains.CreateObjectReference<IFeedFollower>(hints);
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Follow_AfterEvents_AnswersThemAndTellsOfTheNext()
    {
        var room = await MakeRoomAsync();

        var page = await room.FollowAsync("gateway", reference, 0, 100);
        await room.UpdateAsync(Callers.Anna, new UpdateRoom("Boots", null, null, null));

        Assert.Equal(page.Value!.Next, page.Value.Last);
        Assert.Equal((FeedId.Room("shop", "r1"), page.Value.Last + 1), await hints.NextAsync());
    }

    [Fact]
    public async Task Follow_ManyEventsAfterAHint_OneHintUntilTheNextFollow()
    {
        var room = await MakeRoomAsync();
        var page = await room.FollowAsync("gateway", reference, 0, 100);
        for (var i = 0; i < 5; i++) await room.UpdateAsync(Callers.Anna, new UpdateRoom($"Boots {i}", null, null, null));
        var first = await hints.NextAsync();

        var missed = await room.FollowAsync("gateway", reference, page.Value!.Next, 100);
        await room.UpdateAsync(Callers.Anna, new UpdateRoom("Hats", null, null, null));
        var second = await hints.NextAsync();

        Assert.Equal(5, missed.Value!.Events.Length);
        Assert.Equal(first.Last + 4, missed.Value.Last);
        Assert.Equal(missed.Value.Last + 1, second.Last);
    }

    [Fact]
    public async Task Unfollow_LaterEvents_AreNotTold()
    {
        var room = await MakeRoomAsync();
        var other = new HintReader();
        await room.FollowAsync("gateway", reference, 0, 100);
        await room.FollowAsync("other", silo.Grains.CreateObjectReference<IFeedFollower>(other), 0, 100);

        await room.UnfollowAsync("gateway");
        await room.UpdateAsync(Callers.Anna, new UpdateRoom("Boots", null, null, null));
        await other.NextAsync();
        // A hint of the change before would come first.
        await room.FollowAsync("gateway", reference, 0, 100);
        await room.UpdateAsync(Callers.Anna, new UpdateRoom("Hats", null, null, null));

        Assert.Equal((await room.GetAsync()).Value!.Seq, (await hints.NextAsync()).Last);
    }

    [Fact]
    public async Task Follow_UnknownRoom_IsNotFound()
    {
        var outcome = await silo.Room("nobody").FollowAsync("gateway", reference, 0, 100);

        Assert.Equal(ErrorCodes.RoomNotFound, outcome.Code);
    }

    private async Task<IRoomGrain> MakeRoomAsync()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        return room;
    }
}
