using System.Net;
using System.Text.Json;
using Rooms.Gateway.Tests.Support;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Webhooks;

/// <summary>The gateway over the real grains, and a backend that is told of what happens.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "the webhooks' secret";
    private const string NextSecret = "the secret after that";

    private readonly TemporaryDirectory directory = new();
    private Backend backend = null!;
    private GatewayHost host = null!;
    private string token = "";
    private string admin = "";

    public async Task InitializeAsync()
    {
        backend = await Backend.StartAsync();
        host = await GatewayHost.StartAsync(
            builder => builder.AddSilo(),
            ("Data:Directory", directory.Path), ("Apps:shop:Webhooks:Url", new Uri(backend.Address, "/events?key=hidden").ToString()), ("Apps:shop:Webhooks:Secret", Secret),
            ("Apps:shop:Webhooks:Secret2", NextSecret),
            ("Apps:shop:Webhooks:Events", "room.created,message"), ("Webhooks:AllowedNetworks", "127.0.0.0/8"));
        token = await host.TokenAsync();
        admin = await host.TokenAsync("root", "admin");
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await backend.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Events_OfARoom_ArriveSigned_InOrder_AndNoOthers()
    {
        await RoomAsync("r1");
        for (var i = 1; i <= 20; i++) await SayAsync("r1", $"m{i}");

        var calls = await backend.WaitAsync(21);

        // The backend may know the one or the other while they are changed.
        Assert.All(calls, call => Assert.True(call.IsSignedWith(Secret) && call.IsSignedWith(NextSecret), call.Id));
        Assert.Equal("room.created", (string?)calls[0].Json["type"]);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"m{i}"), calls.Skip(1).Select(TextOf));
        Assert.All(calls, call => Assert.Equal(call.Id, (string?)call.Json["id"]));
        Assert.Equal(21, calls.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    public async Task Event_ThatTheBackendFails_IsPostedAgain_BeforeTheNextOfItsRoom_AndHoldsUpNoOtherRoom()
    {
        backend.Answer = (call, context) =>
        {
            if (TextOf(call) == "first" && backend.Calls.Count(other => TextOf(other) == "first") == 1) context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await RoomAsync("bad");
        await RoomAsync("good");
        await SayAsync("bad", "first");
        await backend.WaitAsync(1, call => TextOf(call) == "first");
        await SayAsync("bad", "second");
        await SayAsync("good", "beside");

        await backend.WaitAsync(1, call => TextOf(call) == "second");

        var texts = backend.Calls.Select(TextOf).Where(text => text is not null).ToList();
        Assert.Equal(["first", "first", "second"], texts.Where(text => text != "beside"));
        Assert.True(texts.IndexOf("beside") < texts.IndexOf("second"), string.Join(' ', texts));
        Assert.Single(backend.Calls.Where(call => TextOf(call) == "first").Select(call => call.Id).Distinct());
        var seen = (await host.GetAsync("/v1/webhooks", admin)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal((1, "it answered 500"), (seen.GetProperty("failures").GetInt32(), seen.GetProperty("lastError").GetString()));
        Assert.DoesNotContain("hidden", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_ThatIsAnsweredGone_IsGivenUp_AndCanBeReplayedOrForgotten()
    {
        await RoomAsync("r2");
        await backend.WaitAsync(1);
        backend.AnswerWith(HttpStatusCode.Gone);
        await SayAsync("r2", "unwanted");
        await SayAsync("r2", "also");
        var dead = await DeadAsync(2);

        Assert.Equal(["also", "unwanted"], dead.Select(e => e.GetProperty("body").GetProperty("data").GetProperty("text").GetString()));
        Assert.All(dead, e => Assert.Equal("it answered 410", e.GetProperty("error").GetString()));
        backend.AnswerWith(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/webhooks/dead/{dead[0].GetProperty("id")}", admin)).Expect(HttpStatusCode.NoContent);
        (await host.PostAsync($"/v1/webhooks/dead/{dead[1].GetProperty("id")}/replay", admin, null)).Expect(HttpStatusCode.OK);

        await backend.WaitAsync(2, call => TextOf(call) == "unwanted");
        await DeadAsync(0);
        Assert.Single(backend.Calls, call => TextOf(call) == "also");
        (await host.PostAsync($"/v1/webhooks/dead/{dead[1].GetProperty("id")}/replay", admin, null)).AssertProblem(HttpStatusCode.NotFound, "event_not_found");
    }

    [Fact]
    public async Task Api_WithoutAnAdminsToken_IsForbidden()
    {
        (await host.GetAsync("/v1/webhooks", token)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.PostAsync("/v1/webhooks/dead/replay", token, null)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.GetAsync("/v1/webhooks/dead?limit=0", admin)).AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
        (await host.PostAsync("/v1/webhooks/dead/x/replay", admin, null)).AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
    }

    private async Task RoomAsync(string id) => (await host.PostAsync("/v1/rooms", token, new { scene = "live", name = id, id })).Expect(HttpStatusCode.Created);

    private async Task SayAsync(string room, string text) => (await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text })).Expect(HttpStatusCode.Created);

    /// <summary>Asks until there are so many: a call and its report are not one.</summary>
    private async Task<JsonElement[]> DeadAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (true)
        {
            var events = (await host.GetAsync("/v1/webhooks/dead", admin)).Json.GetProperty("events").EnumerateArray().ToArray();
            if (events.Length == count) return events;
            await Task.Delay(20, deadline.Token);
        }
    }

    private static string? TextOf(BackendCall call) => (string?)call.Json["data"]?["text"];
}
