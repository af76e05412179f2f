using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomsOptions Options = new();

    [Fact]
    public void Create_ByAPlainUser_IsForbidden()
    {
        var change = new RoomChange(RoomState.None, Now);

        var outcome = RoomRules.Create(change, "r", Callers.Bea, Callers.LiveRoom);

        Assert.Equal(ErrorCodes.Forbidden, outcome.Code);
        Assert.Empty(change.Entries);
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("   ", "{}")]
    [InlineData("Shoes", "[]")]
    [InlineData("Shoes", "{")]
    [InlineData("Shoes", "{} {}")]
    public void Create_BadFields_IsBodyInvalid(string name, string custom)
    {
        var outcome = RoomRules.Create(new RoomChange(RoomState.None, Now), "r", Callers.Anna, Callers.LiveRoom with { Name = name, Custom = custom });

        Assert.Equal(ErrorCodes.BodyInvalid, outcome.Code);
    }

    [Theory]
    [InlineData(RoomScene.Double, 2)]
    [InlineData(RoomScene.Multi, 4)]
    [InlineData(RoomScene.Desk, 8)]
    public void Join_OneMoreThanTheSceneTakes_IsRoomFull(RoomScene scene, int places)
    {
        var change = Room(scene);
        var answers = Enumerable.Range(0, places + 1).Select(i => Join(change, $"user-{i}")).ToList();

        Assert.All(answers.SkipLast(1), answer => Assert.True(answer.IsOk));
        Assert.Equal(ErrorCodes.RoomFull, answers[^1].Code);
    }

    [Fact]
    public void Join_FifthAnchorOfALiveRoom_IsRoomFullWhileAudienceIsNot()
    {
        var change = Room(RoomScene.Live);
        for (var i = 0; i < 4; i++) Join(change, $"anchor-{i}", RoomMember.Anchor, Roles.Anchor);

        var fifth = Join(change, "anchor-4", RoomMember.Anchor, Roles.Anchor);
        var audience = Join(change, "bea");

        Assert.Equal(ErrorCodes.RoomFull, fifth.Code);
        Assert.Equal("audience", audience.Value!.Role);
    }

    [Fact]
    public void Join_AsAnchorByAPlainUser_IsForbidden() =>
        Assert.Equal(ErrorCodes.Forbidden, Join(Room(RoomScene.Live), "bea", RoomMember.Anchor).Code);

    [Fact]
    public void Join_AnotherUsersPlace_NeedsBackendOrAdmin()
    {
        var change = Room(RoomScene.Live);

        var refused = RoomRules.Join(change, Callers.Bea, new JoinRoom("carl", null), Options);
        var allowed = RoomRules.Join(change, Callers.Backend, new JoinRoom("carl", null), Options);

        Assert.Equal(ErrorCodes.Forbidden, refused.Code);
        Assert.Equal("carl", allowed.Value!.User);
    }

    [Fact]
    public void Join_Again_GivesTheFirstAnswerAndTellsNothing()
    {
        var change = Room(RoomScene.Double);
        var first = Join(change, "bea");
        var later = new RoomChange(change.State, Now.AddMinutes(5));

        var again = Join(later, "bea");

        Assert.Equal(first.Value, again.Value);
        Assert.Empty(later.Entries);
    }

    [Fact]
    public void Join_FirstMember_OpensTheRoom()
    {
        var change = Room(RoomScene.Multi);

        Join(change, "bea");

        Assert.Equal(RoomStatus.Open, change.State.Status);
        Assert.Equal([typeof(Created), typeof(MemberJoined), typeof(Opened)], change.Entries.Select(e => e.GetType()));
    }

    [Fact]
    public void Join_LargeRoom_IsToldAsOneMergedEvent()
    {
        var change = Room(RoomScene.Live);
        for (var i = 0; i < RoomLimits.MembersToldOneByOne; i++) Join(change, $"user-{i}");
        var large = new RoomChange(change.State, Now);
        for (var i = 0; i < 300; i++) Join(large, $"late-{i}");

        RoomRules.TellMerged(large);

        Assert.Equal(new JoinsTold(300).Count, large.Entries.OfType<JoinsTold>().Single().Count);
        Assert.Equal(500, large.Entries.OfType<CountersTold>().Single().Audience);
        Assert.Equal(2, large.Entries.Count(e => e.Number is not null));
        Assert.False(large.State.HasUntold);
    }

    [Theory]
    [InlineData(RoomScene.Live, RoomStatus.Closed)]
    [InlineData(RoomScene.Double, RoomStatus.Closed)]
    [InlineData(RoomScene.Multi, RoomStatus.Closed)]
    [InlineData(RoomScene.Desk, RoomStatus.Open)]
    public void Leave_ByTheCreator_ClosesWhereTheSceneSaysSo(RoomScene scene, RoomStatus expected)
    {
        var change = Room(scene);
        Join(change, "anna", RoomMember.Anchor, Roles.Anchor);

        RoomRules.Leave(change, Callers.Anna, "anna", Options);

        Assert.Equal(expected, change.State.Status);
    }

    [Fact]
    public void Leave_OfAnother_IsForbiddenToMembers()
    {
        var change = Room(RoomScene.Live);
        Join(change, "carl");

        Assert.Equal(ErrorCodes.Forbidden, RoomRules.Leave(change, Callers.Bea, "carl", Options).Code);
        Assert.Equal(ErrorCodes.MemberNotFound, RoomRules.Leave(change, Callers.Bea, "bea", Options).Code);
        Assert.True(RoomRules.Leave(change, Callers.Anna, "carl", Options).IsOk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Like_CountOutOfRange_IsBodyInvalid(int count) =>
        Assert.Equal(ErrorCodes.BodyInvalid, RoomRules.Like(Room(RoomScene.Live), Callers.Bea, count).Code);

    [Fact]
    public void Gift_SameOrderTwice_CountsOnce()
    {
        var change = Room(RoomScene.Live);
        var gift = new SendGift("rose", 5, "order", null, "bea");

        var first = GiftRules.Gift(change, Callers.Backend, gift);
        var second = GiftRules.Gift(change, Callers.Backend, gift);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(5, change.State.Counters[RoomState.Gifts]);
    }

    [Fact]
    public void Gift_ByAUser_IsForbidden()
    {
        var change = Room(RoomScene.Live);

        var outcome = GiftRules.Gift(change, Callers.Bea, new SendGift("rose", 1, null, null, null));

        Assert.Equal(ErrorCodes.Forbidden, outcome.Code);
    }

    [Fact]
    public void Send_ByAStranger_IsForbiddenUntilJoined()
    {
        var change = Room(RoomScene.Live);
        var message = new SendMessage("text", "hello", null);

        var before = MessageRules.Send(change, Callers.Bea, message);
        Join(change, "bea");
        var after = MessageRules.Send(change, Callers.Bea, message);

        Assert.Equal(ErrorCodes.Forbidden, before.Code);
        Assert.True(after.IsOk);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "{")]
    public void Send_NothingOrBadData_IsBodyInvalid(string? text, string? data) =>
        Assert.Equal(ErrorCodes.BodyInvalid, MessageRules.Send(Room(RoomScene.Live), Callers.Anna, new SendMessage("text", text, data)).Code);

    [Fact]
    public void Send_TextPastTheLimit_IsBodyInvalid()
    {
        var change = Room(RoomScene.Live);

        Assert.True(MessageRules.Send(change, Callers.Anna, new SendMessage("text", new string('x', 4_000), null)).IsOk);
        Assert.Equal(ErrorCodes.BodyInvalid, MessageRules.Send(change, Callers.Anna, new SendMessage("text", new string('x', 4_001), null)).Code);
    }

    [Fact]
    public void Closed_Room_RefusesCommandsAndIsGoneAfterADay()
    {
        var change = Room(RoomScene.Live);
        RoomRules.Close(change, Callers.Anna, "over");

        var today = RoomRules.Like(new RoomChange(change.State, Now.AddHours(23)), Callers.Bea, 1);
        var tomorrow = RoomRules.Like(new RoomChange(change.State, Now.AddHours(24)), Callers.Bea, 1);

        Assert.Equal(ErrorCodes.RoomClosed, today.Code);
        Assert.Equal(ErrorCodes.RoomNotFound, tomorrow.Code);
    }

    private static RoomChange Room(RoomScene scene)
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.RoomOf(scene));
        return change;
    }

    private static Outcome<MemberView> Join(RoomChange change, string user, string? role = null, Roles roles = Roles.User) =>
        RoomRules.Join(change, new Caller("shop", user, roles), new JoinRoom(null, role), Options);
}
