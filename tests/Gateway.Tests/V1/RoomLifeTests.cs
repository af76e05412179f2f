using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>Members, likes, gifts, messages and events of a room.</summary>
public sealed class RoomLifeTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Join_ThenLeave_OpensTheRoomAndTellsTheUser()
    {
        var (ann, bob) = (await host.TokenAsync(), await host.TokenAsync("bob", "user"));
        var room = await silo.RoomAsync(ann);

        var member = (await host.PostAsync($"/v1/rooms/{room}/members", bob, null)).Expect(HttpStatusCode.Created).Json;

        Assert.Equal(("bob", "audience"), (member.GetProperty("user").GetString(), member.GetProperty("role").GetString()));
        Assert.Equal("open", (await host.GetAsync($"/v1/rooms/{room}", bob)).Json.GetProperty("status").GetString());
        Assert.Contains((await host.GetAsync("/v1/users/bob", bob)).Json.GetProperty("rooms").EnumerateArray(), joined => joined.GetString() == room);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/members/bob", bob)).Expect(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/members/bob", bob)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.MemberNotFound);
    }

    [Fact]
    public async Task User_ReadBySomebodyElse_IsForbidden() =>
        (await host.GetAsync("/v1/users/ann", await host.TokenAsync("bob", "user"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

    [Fact]
    public async Task Likes_AreCountedOncePerKey()
    {
        var token = await host.TokenAsync();
        var path = $"/v1/rooms/{await silo.RoomAsync(token)}/likes";
        var key = ("Idempotency-Key", "like-1");

        var first = await host.PostAsync(path, token, new { count = 3 }, key);
        var again = await host.PostAsync(path, token, new { count = 3 }, key);
        var other = await host.PostAsync(path, token, new { count = 4 }, key);
        var bare = await host.PostAsync(path, token, null);

        Assert.Equal(3, first.Expect(HttpStatusCode.OK).Json.GetProperty("likes").GetInt64());
        Assert.Equal(first.Text, again.Text);
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.IdempotencyKeyReused);
        Assert.Equal(4, bare.Json.GetProperty("likes").GetInt64());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task Likes_CountOutOfRange_IsInvalid(int count) =>
        (await host.PostAsync("/v1/rooms/r/likes", await host.TokenAsync(), new { count })).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Gift_OneOrder_CountsOnce()
    {
        var (ann, backend) = (await host.TokenAsync(), await host.TokenAsync("till", "backend"));
        var room = await silo.RoomAsync(ann);
        var gift = new { gift = "rose", count = 2, orderId = "A-1", from = "bob" };

        var first = (await host.PostAsync($"/v1/rooms/{room}/gifts", backend, gift)).Expect(HttpStatusCode.Created);
        var again = (await host.PostAsync($"/v1/rooms/{room}/gifts", backend, gift)).Expect(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(2, (await host.GetAsync($"/v1/rooms/{room}", ann)).Json.GetProperty("counters").GetProperty("gifts").GetInt64());
    }

    [Fact]
    public async Task Gift_ByAUser_IsForbidden()
    {
        var room = await silo.RoomAsync(await host.TokenAsync());

        (await host.PostAsync($"/v1/rooms/{room}/gifts", await host.TokenAsync("bob", "user"), new { gift = "rose" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Gift_ByAUserWhoseAppAllowsIt_IsTakenInTheirOwnNameOnly()
    {
        var tokens = new List<string>();
        foreach (var (user, role) in new[] { ("ann", "anchor"), ("bob", "user") })
        {
            var answer = await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user, roles = new[] { role } });
            tokens.Add(answer.Json.GetProperty("token").GetString()!);
        }
        var room = await silo.RoomAsync(tokens[0]);

        var stranger = await host.PostAsync($"/v1/rooms/{room}/gifts", tokens[1], new { gift = "rose" });
        await host.PostAsync($"/v1/rooms/{room}/members", tokens[1], null);
        var own = await host.PostAsync($"/v1/rooms/{room}/gifts", tokens[1], new { gift = "rose" });
        var anothers = await host.PostAsync($"/v1/rooms/{room}/gifts", tokens[1], new { gift = "rose", from = "ann" });

        stranger.AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        own.Expect(HttpStatusCode.Created);
        anothers.AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Events_OfARoomsLife_AreNumberedWithoutAGap()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);
        await host.PostAsync($"/v1/rooms/{room}/members", token, null);
        await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "hello", data = new { a = 1 } });

        var page = (await host.GetAsync($"/v1/rooms/{room}/events", token)).Expect(HttpStatusCode.OK).Json;

        var events = page.GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(["room.created", "member.joined", "room.opened", "message"], events.Select(one => one.GetProperty("type").GetString()));
        Assert.Equal([1, 2, 3, 4], events.Select(one => one.GetProperty("seq").GetInt64()));
        Assert.Equal(4, page.GetProperty("next").GetInt64());
        Assert.Equal("hello", events[3].GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Object, events[3].GetProperty("data").GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Events_Wait_AnswersWithTheNextEvent()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);

        var waiting = host.GetAsync($"/v1/rooms/{room}/events?after=1&wait=30", token);
        await PollIsWaitingAsync();
        var sent = await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "now" });
        var answer = await waiting.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(sent.Json.GetProperty("seq").GetInt64(), answer.Json.GetProperty("next").GetInt64());
        Assert.Single(answer.Json.GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task Events_WaitIsOver_AnswersEmpty()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);

        var answer = (await host.GetAsync($"/v1/rooms/{room}/events?after=1&wait=1", token)).Expect(HttpStatusCode.OK);

        Assert.Equal("""{"events":[],"next":1}""", answer.Text);
    }

    [Fact]
    public async Task Events_OfNoRoom_AreNotFound() =>
        (await host.GetAsync("/v1/rooms/nowhere/events?wait=30", await host.TokenAsync())).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);

    // The gauge rises when the poll has come in.
    private async Task PollIsWaitingAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (!(await host.GetAsync("/metrics")).Text.Contains("rooms_gateway_long_polls 1\n", StringComparison.Ordinal)) deadline.Token.ThrowIfCancellationRequested();
    }
}
