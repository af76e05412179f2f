using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Pushes;

public sealed class PushApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] Bob = ["bob"];
    private static int number;
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Push_ToUsersAndRooms_TellsWhoTookIt()
    {
        var (anchor, backend) = (await host.TokenAsync(), await host.TokenAsync("srv", "backend"));
        var room = await silo.RoomAsync(anchor);
        var user = $"bob-{Interlocked.Increment(ref number)}";

        var answer = (await host.PostAsync("/v1/push", backend, new { to = new { users = new[] { user, user }, rooms = new[] { room, "nowhere" } }, type = "notice", text = "the sale begins" }))
            .Expect(HttpStatusCode.Accepted).Json;

        Assert.Equal(2, answer.GetProperty("accepted").GetInt32());
        var failed = Assert.Single(answer.GetProperty("failed").EnumerateArray());
        Assert.Equal(("room/nowhere", "room_not_found"), (failed.GetProperty("target").GetString(), failed.GetProperty("code").GetString()));
        Assert.Contains("the sale begins", (await host.GetAsync($"/v1/rooms/{room}/events", anchor)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_SameIdempotencyKey_IsOnePush_AnotherBodyIsRefused()
    {
        var (anchor, backend) = (await host.TokenAsync(), await host.TokenAsync("srv", "backend"));
        var room = await silo.RoomAsync(anchor);
        var key = ("Idempotency-Key", $"push-{room}");
        var body = new { to = new { rooms = new[] { room } }, text = "once" };

        var first = (await host.PostAsync("/v1/push", backend, body, key)).Expect(HttpStatusCode.Accepted);
        var again = (await host.PostAsync("/v1/push", backend, body, key)).Expect(HttpStatusCode.Accepted);
        var other = await host.PostAsync("/v1/push", backend, body with { text = "twice" }, key);

        Assert.Equal(first.Text, again.Text);
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        var events = (await host.GetAsync($"/v1/rooms/{room}/events", anchor)).Json.GetProperty("events").EnumerateArray();
        Assert.Single(events, e => e.GetProperty("type").GetString() == "message");
    }

    [Fact]
    public async Task Scheduled_CanBeSeenAndCancelled()
    {
        var backend = await host.TokenAsync("srv", "backend");
        var at = DateTimeOffset.UtcNow.AddHours(1);

        var pushed = (await host.PostAsync("/v1/push", backend, new { to = new { users = Bob }, text = "later", at })).Expect(HttpStatusCode.Accepted).Json;
        var id = pushed.GetProperty("id").GetString();
        var seen = (await host.GetAsync($"/v1/push/{id}", backend)).Expect(HttpStatusCode.OK).Json;
        (await host.SendAsync(HttpMethod.Delete, $"/v1/push/{id}", backend)).Expect(HttpStatusCode.NoContent);

        Assert.Equal(("scheduled", 1), (seen.GetProperty("state").GetString(), seen.GetProperty("targets").GetInt32()));
        Assert.Equal("cancelled", (await host.GetAsync($"/v1/push/{id}", backend)).Json.GetProperty("state").GetString());
        (await host.SendAsync(HttpMethod.Delete, $"/v1/push/{id}", backend)).AssertProblem(HttpStatusCode.NotFound, "push_not_found");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"to": {}, "text": "x"}""")]
    [InlineData("""{"to": {"users": ["no good id"]}, "text": "x"}""")]
    [InlineData("""{"to": {"rooms": [null]}, "text": "x"}""")]
    [InlineData("""{"to": {"users": ["bob"]}}""")]
    [InlineData("""{"to": {"users": ["bob"]}, "text": "x", "at": "2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"to": {"users": ["bob"]}, "text": "x", "at": "tomorrow"}""")]
    [InlineData("""{"to": {"users": ["bob"]}, "text": "x", "expires": "2020-01-01T00:00:00Z"}""")]
    public async Task Push_ThatIsNotRight_IsRefused(string body) =>
        (await host.PostAsync("/v1/push", await host.TokenAsync("srv", "backend"), body)).AssertProblem(HttpStatusCode.BadRequest, "body_invalid");

    [Fact]
    public async Task Push_TooManyTargets_IsRefused()
    {
        var users = Enumerable.Range(0, 1001).Select(i => $"u{i}").ToArray();

        (await host.PostAsync("/v1/push", await host.TokenAsync("srv", "backend"), new { to = new { users }, text = "x" })).AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
    }

    [Fact]
    public async Task Push_WithoutABackendsToken_IsForbidden()
    {
        var anchor = await host.TokenAsync();

        (await host.PostAsync("/v1/push", anchor, new { to = new { users = Bob }, text = "x" })).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.GetAsync("/v1/push/x", anchor)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.SendAsync(HttpMethod.Delete, "/v1/push/x", anchor)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
    }
}
