using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class GiftComboTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private RoomState state = RoomState.None;

    public GiftComboTests()
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);
        state = change.State;
    }

    [Fact]
    public void Gifts_WithinTheWindow_AreOneComboWithARisingCount()
    {
        var first = Give(0, "rose", 1);
        var second = Give(2.9, "rose", 2);
        var third = Give(5.9, "rose", 1);

        Assert.Equal(new GiftCombo(first.Number!.Value, 1), first.Combo);
        Assert.Equal(new GiftCombo(first.Number!.Value, 3), second.Combo);
        Assert.Equal(new GiftCombo(first.Number!.Value, 4), third.Combo);
        Assert.Equal(4, state.Counters[RoomState.Gifts]);
    }

    [Fact]
    public void Gift_AfterTheWindow_BeginsANewCombo()
    {
        Give(0, "rose", 1);

        var late = Give(3.1, "rose", 1);

        Assert.Equal(new GiftCombo(late.Number!.Value, 1), late.Combo);
    }

    [Theory]
    [InlineData("car", null, "bea")]
    [InlineData("rose", "anna", "bea")]
    [InlineData("rose", null, "carl")]
    public void Gift_OfAnotherKindReceiverOrGiver_IsItsOwnCombo(string gift, string? to, string from)
    {
        Give(0, "rose", 5);

        Assert.Equal(1, Give(1, gift, 1, to, from).Combo!.Count);
    }

    [Fact]
    public void Gift_OrderRepeated_CountsOnceInTheComboToo()
    {
        Give(0, "rose", 1, order: "A-1");
        var change = new RoomChange(state, Now.AddSeconds(1));

        GiftRules.Gift(change, Callers.Backend, new SendGift("rose", 1, "A-1", null, "bea"));

        Assert.Empty(change.Entries);
        Assert.Equal(2, Give(2, "rose", 1).Combo!.Count);
    }

    [Fact]
    public void Gifts_OfAFloodOfGivers_KeepBoundedMemory()
    {
        for (var i = 0; i < 3_000; i++) Give(0, "rose", 1, from: $"u{i}");

        Assert.Equal(2_000, state.Combos.Count);
        Assert.Equal(3_000, state.Counters[RoomState.Gifts]);
        Give(10, "rose", 1, from: "late");
        Assert.Equal(1, state.Combos.Count);
    }

    [Fact]
    public void Event_OfAGift_CarriesTheCombo() =>
        Assert.Equal("""{"gift":"rose","count":2,"from":"bea","combo":{"id":2,"count":2}}""", RoomEvents.From(Give(0, "rose", 2)).Data);

    private GiftSent Give(double seconds, string gift, int count, string? to = null, string from = "bea", string? order = null)
    {
        var change = new RoomChange(state, Now.AddSeconds(seconds));
        GiftRules.Gift(change, Callers.Backend, new SendGift(gift, count, order, to, from));
        state = change.State;
        return (GiftSent)change.Entries.Single();
    }
}
