using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class DeliveryBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomsOptions Options = new();
    private static readonly SendMessage Hello = new("text", "hello", null);

    [Fact]
    public void Refill_AfterAQuarterOfASecond_GivesAQuarterBack()
    {
        var budget = new DeliveryBudget(100, 0, Now);

        var refilled = budget.Refill(100, Now.AddMilliseconds(250));

        Assert.Equal(25, refilled.Left, 3);
    }

    [Fact]
    public void Refill_AfterALongTime_IsOneSecondDeep() => Assert.Equal(100, new DeliveryBudget(100, -100, Now).Refill(100, Now.AddHours(1)).Left);

    [Fact]
    public void Take_FarBeyondTheBudget_OwesOneSecondAtMost()
    {
        var budget = DeliveryBudget.Full(10, Now).Take(1_000);

        Assert.Equal(-10, budget.Left);
        Assert.Equal(TimeSpan.FromSeconds(1.1), budget.RetryAfter);
    }

    [Fact]
    public void Refill_ClockGoesBack_TakesNothing() => Assert.Equal(5, new DeliveryBudget(10, 5, Now).Refill(10, Now.AddSeconds(-60)).Left);

    [Fact]
    public void Send_BudgetIsSpent_IsRoomBusyWithARetryTime()
    {
        var change = Room(left: 0.5);

        var outcome = MessageRules.Send(change, Callers.Bea, Hello);

        Assert.Equal(ErrorCodes.RoomBusy, outcome.Code);
        Assert.Equal(TimeSpan.FromMilliseconds(50), outcome.RetryAfter);
        Assert.Empty(change.Entries);
    }

    [Fact]
    public void Send_BudgetIsSpent_CreatorAnchorAndBackendAreHeard()
    {
        var change = Room(left: -10);

        Assert.True(MessageRules.Send(change, Callers.Anna, Hello).IsOk);
        Assert.True(MessageRules.Send(change, new Caller("shop", "guest", Roles.User), Hello).IsOk);
        Assert.True(MessageRules.Send(change, Callers.Backend, Hello).IsOk);
    }

    [Fact]
    public void Gift_BudgetIsSpent_IsTold()
    {
        var change = Room(left: -10);

        var outcome = GiftRules.Gift(change, Callers.Backend, new SendGift("rose", 1, null, null, "bea"));

        Assert.True(outcome.IsOk);
        Assert.NotNull(change.Entries[^1].Number);
    }

    [Fact]
    public void Join_HalfOfTheBudgetIsSpent_IsMergedWhileChatIsTold()
    {
        var change = Room(left: 4);

        RoomRules.Join(change, Callers.Carl, new JoinRoom(null, null), Options);
        var chat = MessageRules.Send(change, Callers.Bea, Hello);

        Assert.True(chat.IsOk);
        Assert.Null(change.Entries.OfType<MemberJoined>().Single().Number);
        Assert.Equal(1, change.State.UntoldJoins);
    }

    [Fact]
    public void Join_BudgetIsThere_IsToldByName()
    {
        var change = Room(left: 10);

        RoomRules.Join(change, Callers.Carl, new JoinRoom(null, null), Options);

        Assert.NotNull(change.Entries.OfType<MemberJoined>().Single().Number);
    }

    // Anna's room of ten events a second, with a guest on air and bea in the audience.
    private static RoomChange Room(double left)
    {
        var made = new RoomChange(RoomState.None, Now);
        RoomRules.Create(made, "r", Callers.Anna, Callers.LiveRoom);
        RoomRules.Join(made, Callers.Backend, new JoinRoom("guest", RoomMember.Anchor), Options);
        RoomRules.Join(made, Callers.Bea, new JoinRoom(null, null), Options);
        return new RoomChange(made.State, Now, new DeliveryBudget(10, left, Now));
    }
}
