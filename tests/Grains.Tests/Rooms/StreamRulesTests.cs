using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Rooms;

public sealed class StreamRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomsOptions Options = new() { MaxStreams = 2 };
    private static readonly AddStream Any = new(null, null, null, null);
    private readonly RoomChange room = new(RoomState.None, Now);

    public StreamRulesTests()
    {
        RoomRules.Create(room, "r", Callers.Anna, Callers.LiveRoom);
        StreamRules.Add(room, "r", "s1", "node", Callers.Anna, Any, Options);
    }

    [Fact]
    public void NewId_Many_AreOfTwentySmallCharactersAndAllDifferent()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => StreamRules.NewId()).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[a-z0-9]{20}$", id));
    }

    [Fact]
    public void Add_ByAudience_IsForbiddenAndByAMemberOnAirIsNot()
    {
        RoomRules.Join(room, Callers.Bea, new JoinRoom(null, null), Options);
        RoomRules.Join(room, Callers.Backend, new JoinRoom("carl", "anchor"), Options);

        Assert.Equal(ErrorCodes.Forbidden, StreamRules.Add(room, "r", "s2", null, Callers.Bea, Any, Options).Code);
        Assert.True(StreamRules.Add(room, "r", "s2", null, Callers.Carl, Any, Options).IsOk);
    }

    [Fact]
    public void Add_PastTheLimit_ReplacesAnEndedStreamOrIsRoomFull()
    {
        StreamRules.Add(room, "r", "s2", "node", Callers.Anna, Any, Options);

        var full = StreamRules.Add(room, "r", "s3", "node", Callers.Anna, Any, Options);
        Move("s1", 1, StreamStatus.Live);
        Move("s1", 2, StreamStatus.Ended);
        var replaced = StreamRules.Add(room, "r", "s3", "node", Callers.Anna, Any, Options);

        Assert.Equal(ErrorCodes.RoomFull, full.Code);
        Assert.True(replaced.IsOk);
        Assert.Equal(["s2", "s3"], room.State.Streams.Select(s => s.StreamId));
    }

    [Fact]
    public void Move_ALife_IsToldAndOpensTheRoom()
    {
        Move("s1", 1, StreamStatus.Live);
        Move("s1", 2, StreamStatus.Lost);
        Move("s1", 3, StreamStatus.Live);
        Move("s1", 4, StreamStatus.Ended);

        Assert.Equal(RoomStatus.Open, room.State.Status);
        Assert.Equal(
            ["room.created", "room.opened", "stream.started", "stream.lost", "stream.started", "stream.ended"],
            room.Entries.Where(e => e.Number is not null).Select(e => RoomEvents.From(e).Type));
    }

    [Fact]
    public void Move_OlderNumber_ChangesNothing()
    {
        Move("s1", 2, StreamStatus.Live);
        var before = room.Entries.Count;

        var outcome = Move("s1", 1, StreamStatus.Ended);

        Assert.True(outcome.IsOk);
        Assert.Equal(before, room.Entries.Count);
    }

    [Fact]
    public void Move_TakeoverOnAnotherNode_ChangesTheNodeWithoutAnEvent()
    {
        Move("s1", 1, StreamStatus.Live);
        var seq = room.State.Seq;

        StreamRules.Move(room, new StreamChange("s1", 2, StreamStatus.Live, "other", ""));

        Assert.Equal("other", room.State.FindStream("s1")!.Node);
        Assert.Equal(seq, room.State.Seq);
    }

    [Fact]
    public void Judge_UnhealthyThenRecovered_IsToldOnceEach()
    {
        Move("s1", 1, StreamStatus.Live);

        foreach (var isHealthy in new[] { true, false, false, true, true }) Judge(isHealthy);

        var told = room.Entries.Where(e => e.Number is not null).Select(RoomEvents.From).TakeLast(3).ToArray();
        Assert.Equal(["stream.started", "stream.unhealthy", "stream.recovered"], told.Select(one => one.Type));
        Assert.Equal("""{"streamId":"s1","code":"gaps","reason":"Pictures stop."}""", told[1].Data);
        Assert.Equal("""{"streamId":"s1"}""", told[2].Data);
    }

    [Fact]
    public void Judge_NotLive_ChangesNothing()
    {
        var before = room.Entries.Count;

        Judge(isHealthy: false);

        Assert.Equal(before, room.Entries.Count);
    }

    [Fact]
    public void Move_LostWhileUnhealthy_ReturnsHealthy()
    {
        Move("s1", 1, StreamStatus.Live);
        Judge(isHealthy: false);

        Move("s1", 2, StreamStatus.Lost);
        Move("s1", 3, StreamStatus.Live);
        var seq = room.State.Seq;
        Judge(isHealthy: true);

        Assert.Equal(seq, room.State.Seq);
    }

    [Fact]
    public void Ban_AStreamOnAir_EndsItRefusesItAndLeavesACut()
    {
        Move("s1", 1, StreamStatus.Live);

        StreamRules.Ban(room, Callers.Anna, new BanStream("s1", 10, "spam"));

        Assert.Equal(StreamStatus.Ended, room.State.FindStream("s1")!.Status);
        Assert.Contains("s1", room.State.Cuts.Keys);
        Assert.Equal(ErrorCodes.Forbidden, StreamRules.RefuseUse(new RoomChange(room.State, Now.AddMinutes(9)), "s1")!.Code);
        Assert.Null(StreamRules.RefuseUse(new RoomChange(room.State, Now.AddMinutes(10)), "s1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(525_601)]
    public void Ban_MinutesOutOfRange_IsBodyInvalid(int minutes) =>
        Assert.Equal(ErrorCodes.BodyInvalid, StreamRules.Ban(room, Callers.Anna, new BanStream("s1", minutes, "")).Code);

    [Fact]
    public void Remove_ByAStranger_IsForbidden()
    {
        Assert.Equal(ErrorCodes.Forbidden, StreamRules.Remove(room, Callers.Bea, "s1").Code);
        Assert.True(StreamRules.Remove(room, Callers.Admin, "s1").IsOk);
        Assert.Equal(ErrorCodes.StreamNotFound, StreamRules.RefuseUse(room, "s1")!.Code);
    }

    [Fact]
    public void Close_WithStreamsOnAir_EndsThemBeforeTheRoom()
    {
        Move("s1", 1, StreamStatus.Live);

        RoomRules.Close(room, Callers.Anna, "over");

        var told = room.Entries.Where(e => e.Number is not null).Select(e => RoomEvents.From(e).Type).ToList();
        Assert.Equal(["stream.ended", "room.closed"], told.TakeLast(2));
        Assert.Contains("s1", room.State.Cuts.Keys);
    }

    private void Judge(bool isHealthy) =>
        Assert.True(StreamRules.Judge(room, new StreamHealthChange("s1", isHealthy, isHealthy ? "" : "gaps", isHealthy ? "" : "Pictures stop.")).IsOk);

    private Outcome<Done> Move(string streamId, long number, StreamStatus status) =>
        StreamRules.Move(room, new StreamChange(streamId, number, status, "node", ""));
}
