using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Journal;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomsOptions Options = new();

    [Fact]
    public void Snapshot_WrittenAndRead_GivesTheSameState()
    {
        var state = Busy().State;

        var json = JsonSerializer.Serialize(state, RoomJson.Default.RoomState);
        var again = JsonSerializer.Deserialize(json, RoomJson.Default.RoomState)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, RoomJson.Default.RoomState));
        Assert.Equal(state.Seq, again.Seq);
        Assert.NotNull(again.Stamps.Find("key", Now));
        Assert.NotNull(again.Orders.Find("order", Now));
    }

    [Fact]
    public void Entries_WrittenReadAndApplied_GiveTheSameState()
    {
        var change = Busy();

        var replayed = RoomState.None;
        foreach (var entry in change.Entries)
        {
            var json = JsonSerializer.Serialize(entry, RoomJson.Default.RoomEntry);
            replayed = replayed.Apply(JsonSerializer.Deserialize(json, RoomJson.Default.RoomEntry)!);
        }

        Assert.Equal(JsonSerializer.Serialize(change.State, RoomJson.Default.RoomState), JsonSerializer.Serialize(replayed, RoomJson.Default.RoomState));
    }

    // Written by the program before settings, moderation and cards.
    [Theory]
    [InlineData("""{"exists":true,"name":"Shoes","creator":"anna","seq":3}""")]
    [InlineData("""{"exists":true,"name":"Shoes","creator":"anna","seq":3,"settings":null,"moderation":null,"spoken":null}""")]
    public void Snapshot_OfAnOlderProgram_HasTheDefaults(string json)
    {
        var state = JsonSerializer.Deserialize(json, RoomJson.Default.RoomState)!;

        Assert.Equal(RoomSettings.Default, state.Settings);
        Assert.Empty(state.Words);
        Assert.Null(state.Moderation.FindBan("bea", Now));
        Assert.Equal(0, state.Spoken.Count);
    }

    [Fact]
    public void View_OfAnOlderProgram_HasTheDefaults()
    {
        var view = JsonSerializer.Deserialize("""{"id":"r","name":"Shoes"}""", GrainsJson.Default.RoomView)!;

        Assert.Equal(RoomSettings.Default, view.Settings);
    }

    [Fact]
    public void Snapshot_OfALongRoom_KeepsMoreForTheHistoryThanToResumeFrom()
    {
        var state = (RoomState.None with { Seq = 60_000 }).ForSnapshot();

        Assert.Equal((50_001, 10_001), (state.Oldest, state.KeptFrom));
    }

    [Fact]
    public void Events_OfEveryNumberedEntry_HaveDataThatIsAnObject()
    {
        foreach (var entry in Busy().Entries.Where(e => e.Number is not null))
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(RoomEvents.From(entry).Data).RootElement.ValueKind);
    }

    [Fact]
    public void View_OfALargeRoom_ShowsAnchorsFirstAndAtMostTwoHundred()
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);
        for (var i = 0; i < 300; i++) RoomRules.Join(change, Callers.Backend, new JoinRoom($"user-{i}", null), Options);
        RoomRules.Join(change, Callers.Anna, new JoinRoom(null, "anchor"), Options);

        var view = RoomViews.Of("r", change.State);

        Assert.Equal(301, view.Audience);
        Assert.Equal(RoomView.MaxMembersShown, view.Members.Length);
        Assert.Equal("anna", view.Members[0].User);
    }

    // A room in which everything happened that can.
    private static RoomChange Busy()
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);
        change.Stamp(new StampRecord("key", "hash", "{}", Now));
        RoomRules.Join(change, Callers.Bea, new JoinRoom(null, null), Options);
        RoomRules.Join(change, Callers.Anna, new JoinRoom(null, "anchor"), Options);
        RoomRules.Update(change, "r", Callers.Anna, new UpdateRoom("Boots", null, null, """{"color":"red"}""", new ChangeSettings(20, 5, 100, false, WordsMode.Mask, ["spam"])));
        RoomRules.Like(change, Callers.Bea, 3);
        GiftRules.Gift(change, Callers.Backend, new SendGift("rose", 1, "order", "anna", "bea"));
        MessageRules.Send(change, Callers.Bea, new SendMessage("card", "hello", """[1,{"a":null}]"""));
        ModerationRules.Mute(change, Callers.Anna, new SanctionUser("bea", 5, "spam"));
        ModerationRules.Unmute(change, Callers.Anna, "bea");
        ModerationRules.Ban(change, Callers.Anna, new SanctionUser("carl", 5, "spam"));
        ModerationRules.Unban(change, Callers.Anna, "carl");
        ModerationRules.AddModerator(change, Callers.Anna, "mo");
        ModerationRules.AddModerator(change, Callers.Anna, "mo2");
        ModerationRules.RemoveModerator(change, Callers.Anna, "mo2");
        ModerationRules.Mute(change, Callers.Anna, new SanctionUser("dora", 5, "spam"));
        ModerationRules.Kick(change, Callers.Anna, new KickUser("bea", ""));
        CardRules.Set(change, Callers.Anna, new SetCards([new ProductCard("c", "Card", null, null, null, Now, "1")], "c", 5));
        HistoryRules.Recall(change, Callers.Anna, (MessageSent)change.Entries.First(entry => entry is MessageSent));
        HistoryRules.Erase(change, "bea", [change.Entries.First(entry => entry is MessageSent)]);
        MessageRules.TellTyping(change, new TypingTold(["bea"], 1));
        StreamRules.Add(change, "r", "s1", "node", Callers.Anna, new AddStream("main", null, null, null), Options);
        StreamRules.Add(change, "r", "s2", null, Callers.Anna, new AddStream(null, null, null, null), Options);
        StreamRules.Move(change, new StreamChange("s1", 1, StreamStatus.Live, "node", ""));
        StreamRules.Ban(change, Callers.Anna, new BanStream("s2", 5, "spam"));
        StreamRules.Remove(change, Callers.Anna, "s2");
        change.Note(new StreamCut("s2"));
        RoomRules.Leave(change, Callers.Bea, "bea", Options);
        RoomRules.TellMerged(change);
        RoomRules.Close(change, Callers.Anna, "over");
        return change;
    }
}
