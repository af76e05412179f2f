using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomGrainTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await StartAsync();

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
        Assert.Equal("""{"gift":"rose","count":3,"orderId":"order-1","from":"bea","combo":{"id":2,"count":3}}""", page.Events.Single().Data);
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
        silo = await StartAsync();
        var after = (await silo.Room("r1").GetAsync()).Value!;
        var repeat = await silo.Room("r1").GiftAsync(Callers.Backend, new SendGift("rose", 3, "order-1", null, null), null);

        Assert.Equal(before with { Members = default, Counters = null!, Streams = default }, after with { Members = default, Counters = null!, Streams = default });
        Assert.Equal(before.Members.AsEnumerable(), after.Members.AsEnumerable());
        Assert.Equal(before.Counters, after.Counters);
        Assert.Equal(before.Seq, repeat.Value);
    }

    [Fact]
    public async Task Counters_ManyChanges_AreOneEventASecond()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await room.LikeAsync(Callers.Bea, 3, null);
        await room.LikeAsync(Callers.Bea, 4, null);

        var poll = room.GetEventsAsync(1, 10, TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(1));
        var page = (await poll).Value!;

        var told = Assert.Single(page.Events);
        Assert.Equal(RoomEventTypes.RoomCounters, told.Type);
        Assert.Equal("""{"audience":0,"peak":0,"counters":{"gifts":0,"likes":7}}""", told.Data);
    }

    [Fact]
    public async Task Events_NoneInTime_IsAnEmptyPage()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);

        var poll = room.GetEventsAsync(1, 10, TimeSpan.FromSeconds(5));
        // A later call of the same room: the poll waits by now.
        await room.GetAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        var page = (await poll).Value!;

        Assert.Empty(page.Events);
        Assert.Equal(1, page.Next);
    }

    [Fact]
    public async Task Events_OlderThanTheKept_AreGoneWithTheOldest()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        foreach (var some in Enumerable.Range(0, 12_000).Chunk(1_000))
            await Task.WhenAll(some.Select(i => room.SendAsync(Callers.Anna, new SendMessage("text", $"{i}", null), null)));

        var gone = await room.GetEventsAsync(0, 10, TimeSpan.Zero);
        var oldest = long.Parse(gone.Detail!);
        var page = (await room.GetEventsAsync(oldest - 1, 10, TimeSpan.Zero)).Value!;

        Assert.Equal(ErrorCodes.EventsGone, gone.Code);
        Assert.InRange(oldest, 2, 12_001 - 9_999);
        Assert.Equal(oldest, page.Events[0].Seq);
        Assert.Equal(10, page.Events.Length);
    }

    [Fact]
    public async Task Close_ADayLater_IsNotFound()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await room.CloseAsync(Callers.Anna, "over");

        var closed = await room.GetAsync();
        time.Advance(TimeSpan.FromHours(24));
        var gone = await room.GetAsync();

        Assert.Equal(RoomStatus.Closed, closed.Value!.Status);
        Assert.Equal(ErrorCodes.RoomNotFound, gone.Code);
    }

    private Task<TestSilo> StartAsync() => TestSilo.StartAsync(directory.Path, services => services.AddSingleton<TimeProvider>(time));
}
