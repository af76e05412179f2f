using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomSnapshotTests : IAsyncLifetime
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
    public async Task GetSnapshot_OfAStranger_SaysThatJoiningComesFirst()
    {
        var room = await MakeRoomAsync();

        var snapshot = (await room.GetSnapshotAsync(Callers.Bea)).Value!;

        Assert.Equal(new RoomRights("none", false, false, null, 5), snapshot.Rights);
        Assert.Equal((await room.GetAsync()).Value!.Seq, snapshot.Room.Seq);
    }

    [Fact]
    public async Task GetSnapshot_OfAMember_MayChat()
    {
        var room = await MakeRoomAsync();
        await room.JoinAsync(Callers.Bea, new JoinRoom(null, null), null);

        var snapshot = (await room.GetSnapshotAsync(Callers.Bea)).Value!;

        Assert.Equal(new RoomRights("audience", true, false, null, 5), snapshot.Rights);
        Assert.Equal(1, snapshot.Room.Peak);
    }

    [Fact]
    public async Task GetSnapshot_OfTheCreator_ModeratesWithoutSlowMode()
    {
        var room = await MakeRoomAsync();

        var snapshot = (await room.GetSnapshotAsync(Callers.Anna)).Value!;

        Assert.Equal(new RoomRights("creator", true, true, null, 0), snapshot.Rights);
    }

    [Fact]
    public async Task GetSnapshot_UnknownRoom_IsNotFound() =>
        Assert.Equal(ErrorCodes.RoomNotFound, (await silo.Room("nobody").GetSnapshotAsync(Callers.Bea)).Code);

    [Fact]
    public async Task MaySubscribe_OpenRoom_IsAllowed() => Assert.True((await (await MakeRoomAsync()).MaySubscribeAsync(Callers.Bea)).IsOk);

    [Fact]
    public async Task GetFigures_AfterRefusals_CountsThemForModeratorsAlone()
    {
        var room = await MakeRoomAsync();
        await room.UpdateAsync(Callers.Anna, new UpdateRoom(null, null, null, null, new ChangeSettings(IsMuted: true)));
        await room.JoinAsync(Callers.Bea, new JoinRoom(null, null), null);

        var refused = await room.SendAsync(Callers.Bea, new SendMessage("text", "hello", null), null);
        var figures = await room.GetFiguresAsync(Callers.Anna);
        var others = await room.GetFiguresAsync(Callers.Bea);

        Assert.Equal(ErrorCodes.Muted, refused.Code);
        Assert.Equal(1, figures.Value!.Refused[ErrorCodes.Muted]);
        Assert.Equal(200, figures.Value.MessagesPerSecond);
        Assert.Equal(ErrorCodes.Forbidden, others.Code);
    }

    [Fact]
    public async Task Follow_TickOfTheRoom_IsInThePage()
    {
        var room = await MakeRoomAsync();

        var page = await room.GetEventsAsync(0, 10, TimeSpan.Zero);

        Assert.Equal(250, page.Value!.TickMilliseconds);
    }

    [Fact]
    public async Task Settings_AfterARestart_AreThoseOfBefore()
    {
        var before = (await (await MakeRoomAsync()).GetAsync()).Value!.Settings;
        await silo.DisposeAsync();
        silo = await TestSilo.StartAsync(directory.Path);

        var after = (await silo.Room("r1").GetAsync()).Value!.Settings;

        Assert.Equal(before, after);
        Assert.Equal(new RoomSettings(250, 5), after);
    }

    private async Task<IRoomGrain> MakeRoomAsync()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom with { Settings = new ChangeSettings(TickMilliseconds: 250, SlowModeSeconds: 5) }, null);
        return room;
    }
}
