using System.Net;
using System.Text;
using Rooms.Gateway.Tests.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;
using Rooms.Gateway.Vetoes;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Vetoes;

/// <summary>The gateway over the real grains, and a backend that is asked first.</summary>
public sealed class VetoTests : IAsyncLifetime
{
    private const string Secret = "the hooks' secret";
    private static readonly string[] AnchorRoles = ["anchor"];

    private readonly TemporaryDirectory directory = new();
    private Backend backend = null!;
    private GatewayHost host = null!;
    private string token = "";

    public async Task InitializeAsync()
    {
        backend = await Backend.StartAsync();
        Says("""{"allow": true}""");
        var hooks = new[] { ("Join", "Allow"), ("Message", "Allow"), ("Gift", "Deny"), ("Play", "Deny") }.SelectMany(hook => new[]
        {
            ($"Apps:shop:Hooks:Before{hook.Item1}:Url", (string?)new Uri(backend.Address, $"/{hook.Item1}").ToString()),
            ($"Apps:shop:Hooks:Before{hook.Item1}:OnFailure", hook.Item2),
            ($"Apps:shop:Hooks:Before{hook.Item1}:TimeoutMilliseconds", "3000"),
        });
        host = await GatewayHost.StartAsync(
            builder => builder.AddSilo(),
            [.. hooks, ("Apps:shop:Webhooks:Secret", Secret), ("Data:Directory", directory.Path), ("Webhooks:AllowedNetworks", "127.0.0.0/8"), ("Apps:shop:UserGifts", "true")]);
        token = await host.TokenAsync();
        (await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "r", id = "r" })).Expect(HttpStatusCode.Created);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await backend.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Message_Allowed_IsSent_AfterASignedQuestion()
    {
        (await SayAsync("hello")).Expect(HttpStatusCode.Created);

        var asked = Assert.Single(backend.Calls);
        Assert.True(asked.IsSignedWith(Secret));
        Assert.Equal("/Message", asked.Path);
        Assert.Equal(("before-message", "shop", "r", "ann"), ((string?)asked.Json["hook"], (string?)asked.Json["app"], (string?)asked.Json["room"], (string?)asked.Json["user"]));
        Assert.Equal(("text", "hello"), ((string?)asked.Json["data"]!["type"], (string?)asked.Json["data"]!["text"]));
    }

    [Theory]
    [InlineData("members", "{}")]
    [InlineData("messages", """{"text": "hello"}""")]
    [InlineData("gifts", """{"gift": "rose"}""")]
    public async Task Command_Denied_IsForbiddenWithTheReason_AndDoesNothing(string resource, string body)
    {
        Says("""{"allow": false, "reason": "not in this house"}""");
        var before = await SeqAsync();

        var answer = await host.PostAsync($"/v1/rooms/r/{resource}", token, body);

        answer.AssertProblem(HttpStatusCode.Forbidden, "vetoed");
        Assert.Equal("not in this house", answer.Detail);
        Assert.Equal(before, await SeqAsync());
    }

    [Fact]
    public async Task Message_Replaced_IsSentWithTheOtherText()
    {
        Says("""{"allow": true, "replace": "h***o"}""");

        (await SayAsync("hello")).Expect(HttpStatusCode.Created);

        var events = await host.GetAsync("/v1/rooms/r/events", token);
        Assert.Contains("h***o", events.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", events.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_IsAskedForLikeRest()
    {
        await using var client = await RoomsClient.EnterAsync(host, token, new { room = "r", after = 0 });
        await client.ReadUntilAsync("snapshot");
        Says("""{"allow": false, "reason": "not in this house"}""");

        await client.SendAsync(new { op = "send", id = "m1", room = "r", text = "hello" });
        var refused = await client.ReadUntilAsync("error");
        Says("""{"allow": true, "replace": "h***o"}""");
        await client.SendAsync(new { op = "send", id = "m2", room = "r", text = "hello" });
        var told = await client.ReadUntilAsync("event");

        Assert.Equal(("vetoed", "m1", "not in this house"), ((string?)refused["code"], (string?)refused["id"], (string?)refused["detail"]));
        Assert.Equal("h***o", (string?)told["data"]!["text"]);
    }

    // Allow: messages; deny: gifts.
    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"allow": "yes"}""")]
    [InlineData("""[true]""")]
    public async Task Answer_ThatCannotBeRead_CountsAsThePolicySays(string said)
    {
        Says(said);

        (await SayAsync("hello")).Expect(HttpStatusCode.Created);
        (await GiveAsync()).AssertProblem(HttpStatusCode.Forbidden, "vetoed");
    }

    [Fact]
    public async Task Answer_TooLong_CountsAsThePolicySays()
    {
        Says("""{"allow": true, "reason": "REASON"}""".Replace("REASON", new string('x', 20_000), StringComparison.Ordinal));

        (await GiveAsync()).AssertProblem(HttpStatusCode.Forbidden, "vetoed");
    }

    [Fact]
    public async Task Answer_WithALongReplacement_CountsAsThePolicySays()
    {
        Says($$"""{"allow": true, "replace": "{{new string('x', 5_000)}}"}""");

        (await SayAsync("hello")).Expect(HttpStatusCode.Created);

        Assert.Contains("hello", (await host.GetAsync("/v1/rooms/r/events", token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backend_ThatFailsFiveTimes_IsNotAskedAnyMore()
    {
        backend.AnswerWith(HttpStatusCode.InternalServerError);

        for (var i = 0; i < VetoBreaker.FailuresInARow + 3; i++) (await SayAsync("hello")).Expect(HttpStatusCode.Created);
        (await GiveAsync()).AssertProblem(HttpStatusCode.Forbidden, "vetoed");

        Assert.Equal(VetoBreaker.FailuresInARow, backend.Calls.Count(call => call.Path == "/Message"));
        // Another hook, another breaker.
        Assert.Single(backend.Calls, call => call.Path == "/Gift");
    }

    [Fact]
    public async Task AnotherApp_WithoutHooks_IsNotAskedFor()
    {
        var sold = await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "oli", roles = AnchorRoles });
        var oli = sold.Json.GetProperty("token").GetString();
        (await host.PostAsync("/v1/rooms", oli, new { scene = "live", name = "r", id = "r" })).Expect(HttpStatusCode.Created);

        (await host.PostAsync("/v1/rooms/r/messages", oli, new { text = "hello" })).Expect(HttpStatusCode.Created);

        Assert.Empty(backend.Calls);
    }

    private void Says(string answer) => backend.Answer = (_, context) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer)).AsTask();

    private Task<Answer> SayAsync(string text) => host.PostAsync("/v1/rooms/r/messages", token, new { text });

    private Task<Answer> GiveAsync() => host.PostAsync("/v1/rooms/r/gifts", token, new { gift = "rose" });

    private async Task<long> SeqAsync() => (await host.GetAsync("/v1/rooms/r/events", token)).Json.GetProperty("next").GetInt64();
}
