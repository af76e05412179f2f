using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomGrainTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(directory.Path);

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Create_Twice_SecondIsToldThatTheRoomExists()
    {
        var first = await silo.Room("r1").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        var second = await silo.Room("r1").CreateAsync(Callers.Anna, Callers.LiveRoom, null);

        Assert.Equal(RoomStatus.Created, first.Value!.Status);
        Assert.Equal(ErrorCodes.RoomExists, second.Code);
    }

    [Fact]
    public async Task Create_SameStampAgain_GivesTheFirstAnswer()
    {
        var stamp = new IdempotencyStamp("key", "body");
        var room = silo.Room("r1");
        var first = await room.CreateAsync(Callers.Anna, Callers.LiveRoom, stamp);
        await room.UpdateAsync(Callers.Anna, new UpdateRoom("Boots", null, null, null));

        var again = await room.CreateAsync(Callers.Anna, Callers.LiveRoom, stamp);
        var other = await room.CreateAsync(Callers.Anna, Callers.LiveRoom, stamp with { BodyHash = "other" });

        Assert.Equal("Shoes", again.Value!.Name);
        Assert.Equal(first.Value!.CreatedAt, again.Value.CreatedAt);
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, other.Code);
    }

    [Fact]
    public async Task Get_UnknownRoom_IsNotFoundAndWritesNothing()
    {
        var outcome = await silo.Room("nobody").GetAsync();

        Assert.Equal(ErrorCodes.RoomNotFound, outcome.Code);
    }

    [Fact]
    public async Task Events_OfALife_AreNumberedWithoutGap()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await room.JoinAsync(Callers.Bea, new JoinRoom(null, null), null);
        await room.SendAsync(Callers.Bea, new SendMessage("text", "hello", null), null);
        await room.CloseAsync(Callers.Anna, "over");

        var page = (await room.GetEventsAsync(0, 100, TimeSpan.Zero)).Value!;

        string[] expected = ["room.created", "member.joined", "room.opened", "message", "room.counters", "room.closed"];
        Assert.Equal(expected, page.Events.Select(e => e.Type));
        Assert.Equal(Enumerable.Range(1, expected.Length).Select(n => (long)n), page.Events.Select(e => e.Seq));
    }

    [Fact]
    public async Task Events_LongPoll_EndsWithTheNextEvent()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);

        var poll = room.GetEventsAsync(1, 10, TimeSpan.FromSeconds(10));
        var gift = await room.GiftAsync(Callers.Backend, new SendGift("rose", 3, "order-1", null, "bea"), null);
        var page = (await poll).Value!;

        Assert.Equal(2, gift.Value);
        Assert.Equal("""{"gift":"rose","count":3,"orderId":"order-1","from":"bea"}""", page.Events.Single().Data);
    }

    [Fact]
    public async Task Like_ManyAtOnce_AllCount()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => room.LikeAsync(Callers.Bea, 2, null)));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal(1000, answers.Max(answer => answer.Value));
        Assert.Equal(1000, (await room.GetAsync()).Value!.Counters["likes"]);
    }

    [Fact]
    public async Task Restart_AfterCommands_EverythingAnsweredIsThere()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await room.JoinAsync(Callers.Bea, new JoinRoom(null, null), null);
        await room.LikeAsync(Callers.Bea, 7, null);
        await room.GiftAsync(Callers.Backend, new SendGift("rose", 3, "order-1", null, null), null);
        var before = (await room.GetAsync()).Value!;

        await silo.DisposeAsync();
        silo = await TestSilo.StartAsync(directory.Path);
        var after = (await silo.Room("r1").GetAsync()).Value!;
        var repeat = await silo.Room("r1").GiftAsync(Callers.Backend, new SendGift("rose", 3, "order-1", null, null), null);

        Assert.Equal(before with { Members = default, Counters = null!, Streams = default }, after with { Members = default, Counters = null!, Streams = default });
        Assert.Equal(before.Members.AsEnumerable(), after.Members.AsEnumerable());
        Assert.Equal(before.Counters, after.Counters);
        Assert.Equal(before.Seq, repeat.Value);
    }
}
