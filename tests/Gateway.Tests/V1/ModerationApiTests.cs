using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>Mutes, bans, kicks, moderators, members and cards over REST.</summary>
public sealed class ModerationApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] Words = ["spam"];
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Mute_ThenUnmute_SilencesWithARetryTime()
    {
        var (ann, bob, room) = await RoomAsync();

        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/mutes/bob", ann, new { minutes = 1, reason = "spam" })).Expect(HttpStatusCode.NoContent);
        var muted = await host.PostAsync($"/v1/rooms/{room}/messages", bob, new { text = "hello" });
        var list = (await host.GetAsync($"/v1/rooms/{room}/moderation", ann)).Expect(HttpStatusCode.OK).Json.GetProperty("mutes");
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/mutes/bob", ann)).Expect(HttpStatusCode.NoContent);

        muted.AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Muted);
        Assert.InRange(muted.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("bob", list[0].GetProperty("user").GetString());
        (await host.PostAsync($"/v1/rooms/{room}/messages", bob, new { text = "hello" })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Ban_ClosesEveryDoor()
    {
        var (ann, bob, room) = await RoomAsync();

        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/bans/bob", ann, new { minutes = 10, reason = "rude" })).Expect(HttpStatusCode.NoContent);

        (await host.PostAsync($"/v1/rooms/{room}/members", bob, null)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.PostAsync($"/v1/rooms/{room}/messages", bob, new { text = "hello" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.GetAsync($"/v1/rooms/{room}/events", bob)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.GetAsync($"/v1/rooms/{room}/streams/s/play", bob)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.GetAsync($"/v1/rooms/{room}/cards", bob)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/bans/bob", ann)).Expect(HttpStatusCode.NoContent);
        (await host.PostAsync($"/v1/rooms/{room}/members", bob, null)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Kick_AMember_IsOutAndMayComeAgain()
    {
        var (ann, bob, room) = await RoomAsync();

        (await host.PostAsync($"/v1/rooms/{room}/kick", ann, new { user = "bob", reason = "shouts" })).Expect(HttpStatusCode.NoContent);

        Assert.Equal(0, (await host.GetAsync($"/v1/rooms/{room}/members", ann)).Expect(HttpStatusCode.OK).Json.GetProperty("total").GetInt32());
        (await host.PostAsync($"/v1/rooms/{room}/members", bob, null)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Moderator_AppointedByTheCreator_Moderates()
    {
        var (ann, bob, room) = await RoomAsync();
        var carl = await host.TokenAsync("carl", "user");
        await host.PostAsync($"/v1/rooms/{room}/members", carl, null);

        (await host.PostAsync($"/v1/rooms/{room}/kick", bob, new { user = "carl" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/moderators/bob", ann)).Expect(HttpStatusCode.NoContent);
        (await host.PostAsync($"/v1/rooms/{room}/kick", bob, new { user = "carl" })).Expect(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/moderators/bob", ann)).Expect(HttpStatusCode.NoContent);
        (await host.GetAsync($"/v1/rooms/{room}/moderation", bob)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData("mutes/bob", "{}")]
    [InlineData("bans/bob", """{"minutes": 0}""")]
    [InlineData("mutes/bob", """{"minutes": "ten"}""")]
    public async Task Sanction_BadBody_IsInvalid(string path, string body)
    {
        var (ann, _, room) = await RoomAsync();

        var answer = await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/{path}", ann, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Fact]
    public async Task Cards_SetAndRead_AreTheSameAndTold()
    {
        var (ann, bob, room) = await RoomAsync();
        const string Body = """{"cards": [{"id": "pan", "title": "Pan", "price": "39.90 EUR", "endsAt": "2026-11-27T20:00:00.000Z", "data": {"stock": 3}}], "pinned": "pan", "mediaTime": 61000}""";

        var set = await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/cards", ann, new StringContent(Body, System.Text.Encoding.UTF8, "application/json"));
        var read = (await host.GetAsync($"/v1/rooms/{room}/cards", bob)).Expect(HttpStatusCode.OK);
        var told = (await host.GetAsync($"/v1/rooms/{room}/events", bob)).Json.GetProperty("events").EnumerateArray().Last(one => one.GetProperty("type").GetString() == "room.cards");

        Assert.Equal(set.Expect(HttpStatusCode.OK).Text, read.Text);
        var card = read.Json.GetProperty("cards")[0];
        Assert.Equal(("pan", 3), (card.GetProperty("id").GetString(), card.GetProperty("data").GetProperty("stock").GetInt32()));
        Assert.Equal("2026-11-27T20:00:00.000Z", card.GetProperty("endsAt").GetString());
        Assert.Equal(61_000, told.GetProperty("data").GetProperty("mediaTime").GetInt64());
    }

    [Theory]
    [InlineData("refuse", HttpStatusCode.UnprocessableEntity, null)]
    [InlineData("mask", HttpStatusCode.Created, "buy **** now")]
    public async Task Words_OfTheRoom_AreRefusedOrMasked(string mode, HttpStatusCode status, string? told)
    {
        var (ann, bob, room) = await RoomAsync();
        await host.SendAsync(HttpMethod.Patch, $"/v1/rooms/{room}", ann, new { words = Words, wordsMode = mode });

        var answer = await host.PostAsync($"/v1/rooms/{room}/messages", bob, new { text = "buy ＳＰＡＭ now" });
        var messages = (await host.GetAsync($"/v1/rooms/{room}/messages", bob)).Json.GetProperty("messages").EnumerateArray();

        Assert.Equal(status, answer.Status);
        if (told is null) answer.AssertProblem(status, ErrorCodes.WordsRefused);
        Assert.Equal(told, messages.SingleOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } message ? message.GetProperty("text").GetString() : null);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cards": [null]}""")]
    [InlineData("""{"cards": [{"id": "a b", "title": "t"}]}""")]
    public async Task Cards_BadBody_IsInvalid(string body)
    {
        var (ann, _, room) = await RoomAsync();

        var answer = await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/cards", ann, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    // Ann's room with bob in it.
    private async Task<(string Ann, string Bob, string Room)> RoomAsync()
    {
        var (ann, bob) = (await host.TokenAsync(), await host.TokenAsync("bob", "user"));
        var room = await silo.RoomAsync(ann);
        (await host.PostAsync($"/v1/rooms/{room}/members", bob, null)).Expect(HttpStatusCode.Created);
        return (ann, bob, room);
    }
}
