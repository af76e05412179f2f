using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class CardRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProductCard Pan = new("pan", "Iron pan", null, null, "39.90 EUR", Now.AddMinutes(5), """{"stock":3}""");
    private static readonly ProductCard Pot = new("pot", "Pot", null, null, null, null, null);

    [Fact]
    public void Set_NewCards_TellsThemAllWithThePinAndTheMediaTime()
    {
        var change = Room();

        var outcome = CardRules.Set(change, Callers.Anna, new SetCards([Pan, Pot], "pan", 61_000));

        Assert.Equal(Now, outcome.Value!.At);
        Assert.Equal(
            """{"cards":[{"id":"pan","title":"Iron pan","price":"39.90 EUR","endsAt":"2026-01-01T12:05:00.000Z","data":{"stock":3}},{"id":"pot","title":"Pot"}],"pinned":"pan","mediaTime":61000}""",
            RoomEvents.From(change.Entries[^1]).Data);
    }

    [Fact]
    public void Set_OnlyAnotherPin_TellsThePinWithoutTheList()
    {
        var change = Room();
        CardRules.Set(change, Callers.Anna, new SetCards([Pan, Pot], "pan", null));

        var outcome = CardRules.Set(change, Callers.Anna, new SetCards([Pan, Pot], null, null));

        Assert.Equal("""{"pinned":null}""", RoomEvents.From(change.Entries[^1]).Data);
        Assert.Equal(2, outcome.Value!.Cards.Length);
    }

    [Fact]
    public void Set_WhatIsSetAlready_TellsNothing()
    {
        var change = Room();
        CardRules.Set(change, Callers.Anna, new SetCards([Pan], "pan", null));
        var told = change.Entries.Count;

        CardRules.Set(change, Callers.Anna, new SetCards([Pan with { }], "pan", 5));

        Assert.Equal(told, change.Entries.Count);
    }

    [Fact]
    public void Set_ByAPlainMember_IsForbidden() => Assert.Equal(ErrorCodes.Forbidden, CardRules.Set(Room(), Callers.Bea, new SetCards([Pan], null, null)).Code);

    [Fact]
    public void Set_ByAMemberOnAir_IsAllowed()
    {
        var change = Room();
        RoomRules.Join(change, Callers.Backend, new JoinRoom("guest", RoomMember.Anchor), new RoomsOptions());

        Assert.True(CardRules.Set(change, new Caller("shop", "guest", Roles.User), new SetCards([Pan], null, null)).IsOk);
    }

    public static TheoryData<string, SetCards> BadCards() => new()
    {
        { "cards: at most 50", new SetCards([.. Enumerable.Range(0, 51).Select(i => Pan with { Id = $"c{i}" })], null, null) },
        { "cards: each id once", new SetCards([Pan, Pan], null, null) },
        { "pinned: the id of one of the cards", new SetCards([Pan], "pot", null) },
        { "mediaTime: 0 or more", new SetCards([Pan], null, -1) },
        { "cards[1].id: 1-64 characters of A-Z a-z 0-9 _ . ~ -", new SetCards([Pan, Pot with { Id = "a b" }], null, null) },
        { "cards[0].title: 1-200 characters", new SetCards([Pan with { Title = " " }], null, null) },
        { "cards[0].data: JSON of at most 1024 bytes", new SetCards([Pan with { Data = "{" }], null, null) },
    };

    [Theory]
    [MemberData(nameof(BadCards))]
    public void Set_BadCards_SaysWhatIsWrong(string fault, SetCards command)
    {
        var outcome = CardRules.Set(Room(), Callers.Anna, command);

        Assert.Equal((ErrorCodes.BodyInvalid, fault), (outcome.Code, outcome.Detail));
    }

    [Fact]
    public void State_WithCards_IsReadAsItWasWritten()
    {
        var change = Room();
        CardRules.Set(change, Callers.Anna, new SetCards([Pan, Pot], "pot", 7));

        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(change.State, RoomJson.Default.RoomState), RoomJson.Default.RoomState)!;

        Assert.Equal(change.State.Cards.Cards, again.Cards.Cards.AsEnumerable());
        Assert.Equal(("pot", 7L), (again.Cards.Pinned, again.Cards.MediaTime));
    }

    private static RoomChange Room()
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);
        RoomRules.Join(change, Callers.Bea, new JoinRoom(null, null), new RoomsOptions());
        return change;
    }
}
