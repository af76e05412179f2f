using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class ModerationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomsOptions Options = new();
    private static readonly SendMessage Hello = new("text", "hello", null);
    private static readonly Caller Mod = new("shop", "mo", Roles.User);

    [Fact]
    public void Mute_UntilItEnds_SilencesTheUser()
    {
        var change = Room();
        ModerationRules.Mute(change, Mod, new SanctionUser("bea", 10, "spam"));

        var during = MessageRules.Send(Later(change, TimeSpan.FromMinutes(9)), Callers.Bea, Hello);
        var after = MessageRules.Send(Later(change, TimeSpan.FromMinutes(10)), Callers.Bea, Hello);

        Assert.Equal((ErrorCodes.Muted, TimeSpan.FromMinutes(1)), (during.Code, during.RetryAfter));
        Assert.True(after.IsOk);
    }

    [Theory]
    [InlineData(Roles.Backend)]
    [InlineData(Roles.Admin)]
    public void Mute_OfTheAppsOwnToken_SilencesItNot(Roles roles)
    {
        var change = Room();
        ModerationRules.Mute(change, Mod, new SanctionUser("bea", 10, "spam"));
        var app = Callers.Bea with { Roles = roles };

        Assert.True(MessageRules.Send(change, app, Hello).IsOk);
        Assert.Null(RightsRules.Of(change, app).MutedUntil);
    }

    [Fact]
    public void Unmute_WhoIsMuted_MayWriteAndIsToldOnce()
    {
        var change = Room();
        ModerationRules.Mute(change, Mod, new SanctionUser("bea", 10, "spam"));

        var first = ModerationRules.Unmute(change, Mod, "bea");
        var again = ModerationRules.Unmute(change, Mod, "bea");

        Assert.True(first.IsOk && again.IsOk);
        Assert.Single(change.Entries.OfType<MemberUnmuted>());
        Assert.True(MessageRules.Send(change, Callers.Bea, Hello).IsOk);
    }

    [Fact]
    public void Ban_AMemberOnAir_LeavesIsOffTheAirAndMayDoNothing()
    {
        var change = Room();
        RoomRules.Join(change, Callers.Backend, new JoinRoom("guest", RoomMember.Anchor), Options);
        var guest = new Caller("shop", "guest", Roles.User);
        StreamRules.Add(change, "r", "s1", "node", guest, new AddStream(null, null, null, null), Options);
        StreamRules.Move(change, new StreamChange("s1", 1, StreamStatus.Live, "node", ""));

        ModerationRules.Ban(change, Callers.Anna, new SanctionUser("guest", 60, "rude"));

        Assert.False(change.State.Members.ContainsKey("guest"));
        Assert.Equal("banned", change.State.Cuts["s1"]);
        Assert.Equal(ErrorCodes.Banned, RoomRules.Join(change, guest, new JoinRoom(null, null), Options).Code);
        Assert.Equal(ErrorCodes.Banned, RoomRules.Join(change, Callers.Backend, new JoinRoom("guest", null), Options).Code);
        Assert.Equal(ErrorCodes.Banned, MessageRules.Send(change, guest, Hello).Code);
        Assert.Equal(ErrorCodes.Banned, RightsRules.RefuseRead<Done>(change, guest)?.Code);
        Assert.Equal(ErrorCodes.Banned, StreamRules.Add(change, "r", "s2", null, guest, new AddStream(null, null, null, null), Options).Code);
        Assert.Equal(ErrorCodes.Forbidden, StreamRules.RefuseUse(change, "s1")?.Code);
    }

    [Fact]
    public void Ban_AModerator_EndsTheModeration()
    {
        var change = Room();

        ModerationRules.Ban(change, Callers.Anna, new SanctionUser("mo", 60, ""));

        Assert.Empty(change.State.Moderation.Moderators);
    }

    [Fact]
    public void Ban_AfterItsTime_MayJoinAgain()
    {
        var change = Room();
        ModerationRules.Ban(change, Callers.Anna, new SanctionUser("bea", 5, ""));

        Assert.True(RoomRules.Join(Later(change, TimeSpan.FromMinutes(5)), Callers.Bea, new JoinRoom(null, null), Options).IsOk);
    }

    [Fact]
    public void Kick_AMember_MayComeAgain()
    {
        var change = Room();

        var kicked = ModerationRules.Kick(change, Mod, new KickUser("bea", "shouts"));

        Assert.True(kicked.IsOk);
        Assert.False(change.State.Members.ContainsKey("bea"));
        Assert.Equal("""{"user":"bea","reason":"shouts"}""", RoomEvents.From(change.Entries[^1]).Data);
        Assert.True(RoomRules.Join(change, Callers.Bea, new JoinRoom(null, null), Options).IsOk);
    }

    [Fact]
    public void Kick_WhoIsNotThere_IsMemberNotFound() =>
        Assert.Equal(ErrorCodes.MemberNotFound, ModerationRules.Kick(Room(), Mod, new KickUser("nobody", "")).Code);

    [Theory]
    [InlineData("bea", "carl", false)]
    [InlineData("mo", "bea", true)]
    [InlineData("mo", "anna", false)]
    [InlineData("mo", "mo2", false)]
    [InlineData("anna", "mo", true)]
    [InlineData("anna", "anna", false)]
    public void MayActOn_ByRank(string by, string user, bool isAllowed)
    {
        var change = Room();
        ModerationRules.AddModerator(change, Callers.Anna, "mo2");

        Assert.Equal(isAllowed, ModerationRules.MayActOn(change.State, new Caller("shop", by, Roles.User), user));
    }

    [Fact]
    public void MayActOn_BackendAndAdmin_ModeratorsButNotTheCreator()
    {
        var state = Room().State;

        Assert.True(ModerationRules.MayActOn(state, Callers.Backend, "mo"));
        Assert.True(ModerationRules.MayActOn(state, Callers.Admin, "mo"));
        Assert.False(ModerationRules.MayActOn(state, Callers.Admin, "anna"));
    }

    [Fact]
    public void Leave_TheCreatorPutOutByAModerator_IsForbidden()
    {
        var change = Room();
        RoomRules.Join(change, Callers.Anna, new JoinRoom(null, RoomMember.Anchor), Options);

        Assert.Equal(ErrorCodes.Forbidden, RoomRules.Leave(change, Mod, "anna", Options).Code);
        Assert.True(RoomRules.Leave(change, Mod, "bea", Options).IsOk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(525_601)]
    public void Mute_MinutesOutOfRange_IsInvalid(int minutes) =>
        Assert.Equal(ErrorCodes.BodyInvalid, ModerationRules.Mute(Room(), Mod, new SanctionUser("bea", minutes, "")).Code);

    [Fact]
    public void AddModerator_ByAModerator_IsForbidden() => Assert.Equal(ErrorCodes.Forbidden, ModerationRules.AddModerator(Room(), Mod, "bea").Code);

    [Fact]
    public void AddModerator_TwoHundredAndFirst_IsListFull()
    {
        var change = Room();
        for (var i = 1; i < RoomModeration.MaxModerators; i++) ModerationRules.AddModerator(change, Callers.Anna, $"mo-{i}");

        Assert.Equal(ErrorCodes.ListFull, ModerationRules.AddModerator(change, Callers.Anna, "one-more").Code);
    }

    [Fact]
    public void Mute_FullListWithOneThatEnded_TakesItsPlace()
    {
        var change = Room();
        for (var i = 0; i < RoomModeration.MaxSanctions; i++) change.Note(new MemberMuted($"u{i}", Now.AddMinutes(i == 7 ? 1 : 60), ""));

        var full = ModerationRules.Mute(change, Mod, new SanctionUser("bea", 10, ""));
        var later = Later(change, TimeSpan.FromMinutes(2));
        var taken = ModerationRules.Mute(later, Mod, new SanctionUser("bea", 10, ""));

        Assert.Equal(ErrorCodes.ListFull, full.Code);
        Assert.True(taken.IsOk);
        Assert.Equal(RoomModeration.MaxSanctions, later.State.Moderation.Mutes.Count);
    }

    [Fact]
    public void SlowMode_SecondMessageTooEarly_IsRefusedWithTheRestOfTheTime()
    {
        var change = Room(new ChangeSettings(SlowModeSeconds: 30));
        MessageRules.Send(change, Callers.Bea, Hello);

        var early = MessageRules.Send(Later(change, TimeSpan.FromSeconds(20)), Callers.Bea, Hello);
        var other = MessageRules.Send(change, Callers.Carl, Hello);
        var intime = MessageRules.Send(Later(change, TimeSpan.FromSeconds(30)), Callers.Bea, Hello);

        Assert.Equal((ErrorCodes.SlowMode, TimeSpan.FromSeconds(10)), (early.Code, early.RetryAfter));
        Assert.True(other.IsOk && intime.IsOk);
    }

    [Fact]
    public void SlowMode_SwitchedOff_ForgetsWhoWrote()
    {
        var change = Room(new ChangeSettings(SlowModeSeconds: 30));
        MessageRules.Send(change, Callers.Bea, Hello);

        RoomRules.Update(change, "r", Mod, new UpdateRoom(null, null, null, null, new ChangeSettings(SlowModeSeconds: 0)));

        Assert.Equal(0, change.State.Spoken.Count);
    }

    // Carl's one message is nobody's to forget before its time, and what bea wrote since waits behind it.
    [Fact]
    public void SlowMode_OneWhoWritesOn_KeepsBoundedMemory()
    {
        var spoken = LastSpoken.None.Add("carl", Now, TimeSpan.FromHours(1));
        for (var i = 1; i <= 3 * LastSpoken.Limit; i++) spoken = spoken.Add("bea", Now.AddMilliseconds(i), TimeSpan.FromHours(1));

        Assert.InRange(spoken.Queued, 2, 2 * LastSpoken.Limit);
        Assert.Equal((2, Now, Now.AddMilliseconds(3 * LastSpoken.Limit)), (spoken.Count, spoken.Find("carl"), spoken.Find("bea")));
        Assert.Equal(["carl", "bea"], spoken.Items.Select(item => item.User));
    }

    [Fact]
    public void SlowMode_Moderators_AreNotBound()
    {
        var change = Room(new ChangeSettings(SlowModeSeconds: 30));

        Assert.True(MessageRules.Send(change, Mod, Hello).IsOk && MessageRules.Send(change, Mod, Hello).IsOk);
    }

    [Fact]
    public void MutedRoom_OnlyAnchorsAndModeratorsWrite()
    {
        var change = Room(new ChangeSettings(IsMuted: true));

        Assert.Equal(ErrorCodes.Muted, MessageRules.Send(change, Callers.Bea, Hello).Code);
        Assert.True(MessageRules.Send(change, Mod, Hello).IsOk);
        Assert.True(MessageRules.Send(change, Callers.Anna, Hello).IsOk);
    }

    [Fact]
    public void Update_ByAModerator_MayChangeSettingsButNotTheName()
    {
        var change = Room();

        var settings = RoomRules.Update(change, "r", Mod, new UpdateRoom(null, null, null, null, new ChangeSettings(SlowModeSeconds: 5)));
        var name = RoomRules.Update(change, "r", Mod, new UpdateRoom("Mine", null, null, null));

        Assert.Equal(5, settings.Value!.Settings.SlowModeSeconds);
        Assert.Equal(ErrorCodes.Forbidden, name.Code);
    }

    // Anna's room with bea, carl and a moderator mo.
    private static RoomChange Room(ChangeSettings? settings = null)
    {
        var change = new RoomChange(RoomState.None, Now);
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom with { Settings = settings });
        ModerationRules.AddModerator(change, Callers.Anna, Mod.User);
        foreach (var caller in new[] { Callers.Bea, Callers.Carl }) RoomRules.Join(change, caller, new JoinRoom(null, null), Options);
        return change;
    }

    private static RoomChange Later(RoomChange change, TimeSpan by) => new(change.State, Now + by);
}
