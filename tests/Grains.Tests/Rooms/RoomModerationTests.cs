using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

/// <summary>Moderation, cards and typing in the grain's turns.</summary>
public sealed class RoomModerationTests : IAsyncLifetime
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
    public async Task Restart_MutesBansModeratorsAndCards_AreThereStill()
    {
        var room = await MakeRoomAsync();
        await room.AddModeratorAsync(Callers.Anna, "mo");
        await room.MuteAsync(Callers.Anna, new SanctionUser("bea", 10, "spam"));
        await room.BanAsync(Callers.Anna, new SanctionUser("carl", 10, "rude"));
        await room.SetCardsAsync(Callers.Anna, new SetCards([new ProductCard("pan", "Pan", null, null, null, null, null)], "pan", null));
        await silo.DisposeAsync();
        silo = await TestSilo.StartAsync(directory.Path);
        room = silo.Room("r1");

        var moderation = (await room.GetModerationAsync(Callers.Anna)).Value!;
        var muted = await room.SendAsync(Callers.Bea, new SendMessage("text", "hello", null), null);
        var banned = await room.GetSnapshotAsync(Callers.Carl);

        Assert.Equal("mo", Assert.Single(moderation.Moderators));
        Assert.Equal(("bea", "spam", "anna"), (moderation.Mutes[0].User, moderation.Mutes[0].Reason, moderation.Mutes[0].By));
        Assert.Equal("carl", moderation.Bans[0].User);
        Assert.Equal(ErrorCodes.Muted, muted.Code);
        Assert.Equal(ErrorCodes.Banned, banned.Code);
        Assert.Equal("pan", (await room.GetSnapshotAsync(Callers.Bea)).Value!.Cards.Pinned);
    }

    [Fact]
    public async Task Restart_InSlowMode_TheTimeGoesOn()
    {
        var room = await MakeRoomAsync(new ChangeSettings(SlowModeSeconds: 3_600));
        await room.SendAsync(Callers.Bea, new SendMessage("text", "hello", null), null);
        await silo.DisposeAsync();
        silo = await TestSilo.StartAsync(directory.Path);

        var again = await silo.Room("r1").SendAsync(Callers.Bea, new SendMessage("text", "hello", null), null);

        Assert.Equal(ErrorCodes.SlowMode, again.Code);
    }

    [Fact]
    public async Task Ban_AMember_IsToldAndTheUserHasTheRoomNoMore()
    {
        var room = await MakeRoomAsync();

        await room.BanAsync(Callers.Anna, new SanctionUser("bea", 10, "rude"));
        var events = (await room.GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events;
        var user = await silo.Grains.GetGrain<IUserGrain>(Ids.Key("shop", "bea")).GetAsync();

        Assert.Equal(["member.left", "member.banned"], events.TakeLast(2).Select(e => e.Type));
        Assert.Equal("anna", events[^1].User);
        Assert.Empty(user.Rooms);
        Assert.Equal(ErrorCodes.Banned, (await room.MaySubscribeAsync(Callers.Bea)).Code);
    }

    [Fact]
    public async Task Typing_OfMany_IsOneEventWithoutANumberForTheSender()
    {
        var room = await MakeRoomAsync();
        var before = (await room.GetAsync()).Value!.Seq;

        var answers = new List<long>();
        foreach (var caller in new[] { Callers.Bea, Callers.Carl, Callers.Bea })
            answers.Add((await room.SendAsync(caller, new SendMessage(RoomEventTypes.Typing, null, null), null)).Value);
        var told = await NextAsync(room, before, RoomEventTypes.Typing);

        Assert.Equal([0, 0, 0], answers);
        Assert.Equal("""{"users":["bea","carl"],"count":2}""", told.Data);
        Assert.Equal(Contracts.Feeds.DeliveryClass.LatestWins, told.Class);
    }

    [Fact]
    public async Task Typing_WithText_IsInvalid()
    {
        var outcome = await (await MakeRoomAsync()).SendAsync(Callers.Bea, new SendMessage(RoomEventTypes.Typing, "hello", null), null);

        Assert.Equal(ErrorCodes.BodyInvalid, outcome.Code);
    }

    [Fact]
    public async Task GetMembers_PageByPage_GivesEverybodyOnce()
    {
        var room = await MakeRoomAsync();
        for (var i = 0; i < 25; i++) await room.JoinAsync(Callers.Backend, new JoinRoom($"u{i}", null), null);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await room.GetMembersAsync(7, cursor)).Value!;
            seen.AddRange(page.Members.Select(member => member.User));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(27, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
    }

    [Fact]
    public async Task Counters_AfterAPeak_TellIt()
    {
        var room = await MakeRoomAsync();
        await room.LeaveAsync(Callers.Carl, "carl");

        var told = await NextAsync(room, 0, RoomEventTypes.RoomCounters, e => e.Data.Contains("\"audience\":1", StringComparison.Ordinal));

        Assert.Contains("\"peak\":2", told.Data, StringComparison.Ordinal);
    }

    private static async Task<RoomEventView> NextAsync(IRoomGrain room, long after, string type, Func<RoomEventView, bool>? isWanted = null)
    {
        while (true)
        {
            var page = (await room.GetEventsAsync(after, 100, TimeSpan.FromSeconds(10))).Value!;
            if (page.Events.FirstOrDefault(e => e.Type == type && isWanted?.Invoke(e) != false) is { } found) return found;
            Assert.NotEmpty(page.Events);
            after = page.Next;
        }
    }

    private async Task<IRoomGrain> MakeRoomAsync(ChangeSettings? settings = null)
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom with { Settings = settings }, null);
        foreach (var caller in new[] { Callers.Bea, Callers.Carl }) await room.JoinAsync(caller, new JoinRoom(null, null), null);
        return room;
    }
}
