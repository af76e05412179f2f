using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Directory;

public sealed class RoomDirectoryGrainTests : IAsyncLifetime
{
    private static readonly RoomQuery All = new(null, null, 10, null);
    private readonly TemporaryDirectory directory = new();
    private TestSilo silo = null!;

    private IRoomDirectoryGrain Lists => silo.Grains.GetGrain<IRoomDirectoryGrain>("shop");

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(directory.Path);

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task List_RightAfterACreate_ShowsTheRoomFirst()
    {
        await CreateAsync("r1");
        await Lists.ListAsync(All);
        await CreateAsync("r2");

        var page = (await Lists.ListAsync(All)).Value!;

        Assert.Equal(["r2", "r1"], page.Rooms.Select(room => room.Id));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task List_ByStatusAndScene_ShowsOnlyThose()
    {
        await CreateAsync("live");
        await CreateAsync("multi", RoomScene.Multi);
        await CreateAsync("closed");
        await silo.Room("closed").CloseAsync(Callers.Anna, "over");

        Assert.Equal(["multi", "live"], await IdsAsync(All));
        Assert.Equal(["multi"], await IdsAsync(All with { Scene = RoomScene.Multi }));
        Assert.Equal(["closed"], await IdsAsync(All with { Status = RoomStatus.Closed }));
        Assert.Equal(["live"], await IdsAsync(All with { Scene = RoomScene.Live, Status = RoomStatus.Created }));
        Assert.Empty(await IdsAsync(All, app: "other"));
    }

    [Fact]
    public async Task List_PagingWhileRoomsComeAndGo_NeitherRepeatsNorSkips()
    {
        for (var i = 0; i < 60; i++) await CreateAsync($"old-{i}");
        var seen = new List<string>();
        var cursor = (string?)null;
        var turn = 0;

        do
        {
            var page = (await Lists.ListAsync(All with { Limit = 7, Cursor = cursor })).Value!;
            seen.AddRange(page.Rooms.Select(room => room.Id));
            cursor = page.Next;
            await CreateAsync($"new-{turn}");
            await silo.Room($"old-{59 - turn}").CloseAsync(Callers.Anna, "over");
            // A change of a room must not move it in the list.
            await silo.Room("old-3").UpdateAsync(Callers.Anna, new UpdateRoom($"name {turn++}", null, null, null));
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"old-{i}"), seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task List_LimitOutOfRange_IsBodyInvalid(int limit) =>
        Assert.Equal(ErrorCodes.BodyInvalid, (await Lists.ListAsync(All with { Limit = limit })).Code);

    [Fact]
    public async Task List_ForeignCursor_IsBodyInvalid() =>
        Assert.Equal(ErrorCodes.BodyInvalid, (await Lists.ListAsync(All with { Cursor = "not-a-cursor" })).Code);

    private Task<Outcome<RoomView>> CreateAsync(string id, RoomScene scene = RoomScene.Live) =>
        silo.Room(id).CreateAsync(Callers.Anna, Callers.RoomOf(scene), null);

    private async Task<IEnumerable<string>> IdsAsync(RoomQuery query, string app = "shop") =>
        (await silo.Grains.GetGrain<IRoomDirectoryGrain>(app).ListAsync(query)).Value!.Rooms.Select(room => room.Id);
}
