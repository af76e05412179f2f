using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

/// <summary>Gifts that users report themselves, where their app lets them.</summary>
public sealed class UserGiftTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly RoomChange change = new(RoomState.None, Now);

    public UserGiftTests()
    {
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);
        RoomRules.Join(change, Callers.Bea, new JoinRoom(null, null), new RoomsOptions());
    }

    [Fact]
    public void Gift_OfAMember_Counts()
    {
        Assert.True(Give(Callers.Bea).IsOk);
        Assert.Equal(1, change.State.Counters[RoomState.Gifts]);
    }

    [Fact]
    public void Gift_NotVouchedFor_IsForbidden() => Assert.Equal(ErrorCodes.Forbidden, Give(Callers.Bea, isVouched: false).Code);

    [Fact]
    public void Gift_InAnothersName_IsForbidden() => Assert.Equal(ErrorCodes.Forbidden, Give(Callers.Bea, from: "carl").Code);

    [Fact]
    public void Gift_OfWhoIsNotInTheRoom_IsForbidden() => Assert.Equal(ErrorCodes.Forbidden, Give(Callers.Carl).Code);

    [Fact]
    public void Gift_OfWhoIsMuted_IsRefusedButNotWhatTheBackendReports()
    {
        ModerationRules.Mute(change, Callers.Anna, new SanctionUser("bea", 10, ""));

        Assert.Equal(ErrorCodes.Muted, Give(Callers.Bea).Code);
        Assert.True(Give(Callers.Backend, from: "bea").IsOk);
    }

    [Fact]
    public void Gift_OfWhoIsBanned_IsRefused()
    {
        ModerationRules.Ban(change, Callers.Anna, new SanctionUser("bea", 10, ""));

        Assert.Equal(ErrorCodes.Banned, Give(Callers.Bea).Code);
    }

    [Theory]
    [InlineData("you are all", null)]
    [InlineData("\u202Erose", null)]
    [InlineData("rose", "read this: fools")]
    public void Gift_WithASentenceForAName_IsInvalid(string gift, string? order)
    {
        Assert.Equal(ErrorCodes.BodyInvalid, Give(Callers.Bea, gift: gift, order: order).Code);
        Assert.True(Give(Callers.Backend, gift: gift, order: order).IsOk);
    }

    private Outcome<long> Give(Caller caller, string gift = "rose", string? order = null, string? from = null, bool isVouched = true) =>
        GiftRules.Gift(change, caller, new SendGift(gift, 1, order, null, from, isVouched));
}
