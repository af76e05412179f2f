using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

public sealed class RoomsApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Create_Room_IsShownAsTheContractSays()
    {
        var token = await host.TokenAsync();

        var answer = await host.PostAsync("/v1/rooms", token, """{"scene": "live", "name": "Küche", "custom": {"a": [1, "ü"]}, "unknown": true, "id": "kitchen-1"}""");

        var room = answer.Expect(HttpStatusCode.Created).Json;
        Assert.Equal(("kitchen-1", "live", "Küche", "ann", "created"), (Text(room, "id"), Text(room, "scene"), Text(room, "name"), Text(room, "creator"), Text(room, "status")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Text(room, "createdAt"));
        Assert.Equal(1, room.GetProperty("custom").GetProperty("a")[0].GetInt32());
        Assert.Equal((0, 0, 0), (room.GetProperty("audience").GetInt32(), room.GetProperty("members").GetArrayLength(), room.GetProperty("streams").GetArrayLength()));
        Assert.Equal(JsonValueKind.Object, room.GetProperty("counters").ValueKind);
    }

    [Fact]
    public async Task Create_IdIsTaken_IsAConflict()
    {
        var token = await host.TokenAsync();
        await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "first", id = "taken" });

        (await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "second", id = "taken" })).AssertProblem(HttpStatusCode.Conflict, ErrorCodes.RoomExists);
    }

    [Fact]
    public async Task Create_RoleUser_IsForbidden() =>
        (await host.PostAsync("/v1/rooms", await host.TokenAsync("bob", "user"), new { scene = "live", name = "x" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

    [Fact]
    public async Task Create_RepeatedUnderOneKey_MakesOneRoom()
    {
        var token = await host.TokenAsync();
        var key = ("Idempotency-Key", "create-1");

        var first = await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "once" }, key);
        var again = await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "once" }, key);
        var other = await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "twice" }, key);

        first.Expect(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Expect(HttpStatusCode.Created).Text);
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.IdempotencyKeyReused);
    }

    [Fact]
    public async Task Create_SameKeyOfAnotherUser_MakesAnotherRoom()
    {
        var key = ("Idempotency-Key", "create-2");

        var anns = await host.PostAsync("/v1/rooms", await host.TokenAsync(), new { scene = "live", name = "once" }, key);
        var bobs = await host.PostAsync("/v1/rooms", await host.TokenAsync("bob"), new { scene = "live", name = "once" }, key);

        Assert.NotEqual(Text(anns.Json, "id"), Text(bobs.Json, "id"));
    }

    [Fact]
    public async Task Room_OfAnotherApp_IsNotThere()
    {
        var room = await silo.RoomAsync(await host.TokenAsync());
        var other = (await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "ann", roles = Admin })).Json.GetProperty("token").GetString();

        (await host.GetAsync($"/v1/rooms/{room}", other)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);
        (await host.PostAsync($"/v1/rooms/{room}/likes", other, new { })).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", other)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);
        Assert.DoesNotContain((await host.GetAsync("/v1/rooms", other)).Json.GetProperty("rooms").EnumerateArray(), listed => Text(listed, "id") == room);
    }

    [Fact]
    public async Task Room_ByAnOperatorThatNamesTheApp_IsReadAndClosed()
    {
        var room = await silo.RoomAsync(await host.TokenAsync());
        var token = await host.OperatorTokenAsync();

        (await host.GetAsync($"/v1/rooms/{room}", token)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
        (await host.GetAsync($"/v1/rooms/{room}?app=shop", token)).Expect(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}?app=shop", token)).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Update_LeavesWhatIsNotGiven()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);

        var changed = (await host.SendAsync(HttpMethod.Patch, $"/v1/rooms/{room}", token, new { info = "new" })).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(("Ann's kitchen", "new"), (Text(changed, "name"), Text(changed, "info")));
    }

    [Fact]
    public async Task Close_Room_StillAnswersButTakesNothing()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);

        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", token)).Expect(HttpStatusCode.NoContent);

        Assert.Equal("closed", Text((await host.GetAsync($"/v1/rooms/{room}", token)).Json, "status"));
        (await host.PostAsync($"/v1/rooms/{room}/members", token, new { })).AssertProblem(HttpStatusCode.Conflict, ErrorCodes.RoomClosed);
    }

    [Fact]
    public async Task List_ByPages_ShowsEveryRoomOnceNewestFirst()
    {
        var token = (await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "lister", roles = Admin })).Json.GetProperty("token").GetString();
        for (var i = 0; i < 5; i++) (await host.PostAsync("/v1/rooms", token, new { scene = "multi", name = $"room {i}" })).Expect(HttpStatusCode.Created);
        var names = new List<string>();

        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/v1/rooms?scene=multi&limit=2{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", token)).Expect(HttpStatusCode.OK).Json;
            names.AddRange(page.GetProperty("rooms").EnumerateArray().Select(room => Text(room, "name")));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["room 4", "room 3", "room 2", "room 1", "room 0"], names);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("%00%FF")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1")]
    public async Task List_CursorIsGarbage_IsInvalid(string cursor) =>
        (await host.GetAsync($"/v1/rooms?cursor={cursor}", await host.TokenAsync())).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    private static readonly string[] Admin = ["admin"];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
