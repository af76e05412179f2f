using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Hooks;

/// <summary>Webhooks of a whole server that is killed and started again.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private const string Secret = "end-to-end-webhook-secret";
    private const int Messages = 30;

    private readonly TemporaryDirectory data = new();
    private Backend backend = null!;

    private string[] Arguments =>
    [
        $"--Apps:{RunningHost.App}:Webhooks:Url", backend.Address.ToString(), $"--Apps:{RunningHost.App}:Webhooks:Secret", Secret,
        $"--Apps:{RunningHost.App}:Webhooks:Events", "message", "--Webhooks:AllowedNetworks", "127.0.0.0/8",
    ];

    public async Task InitializeAsync() => backend = await Backend.StartAsync();

    public async Task DisposeAsync()
    {
        await backend.DisposeAsync();
        data.Delete();
    }

    [Fact]
    public async Task Kill_BetweenCommitAndPost_EveryAcknowledgedMessageIsPosted_InOrder()
    {
        // It takes nothing while the first server lives: what is posted at the end came out of the database.
        backend.AnswerWith(HttpStatusCode.ServiceUnavailable);
        await using (var host = await RunningHost.StartAsync(data.Path, Arguments))
        {
            using var anchor = await host.ClientAsync("ann", "anchor");
            await RoomAsync(anchor, "r");
            for (var i = 1; i <= Messages; i++) await SayAsync(anchor, "r", $"m{i}");
            await host.KillAsync();
        }
        var before = backend.Calls.Count;
        backend.AnswerWith(HttpStatusCode.NoContent);

        await using var again = await RunningHost.StartAsync(data.Path, Arguments);
        var calls = (await backend.WaitAsync(before + Messages)).Skip(before).ToList();

        Assert.Equal(Enumerable.Range(1, Messages).Select(i => $"m{i}"), calls.Select(TextOf));
        Assert.All(calls, call => Assert.True(call.IsSignedWith(Secret), call.Id));
        using var admin = await again.ClientAsync("root", "admin");
        await WaitUntilNothingWaitsAsync(admin);
    }

    [Fact]
    public async Task Kill_InTheMiddleOfAPost_IsPostedAgainUnderTheSameId()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        backend.Answer = async (_, context) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        await using (var host = await RunningHost.StartAsync(data.Path, Arguments))
        {
            using var anchor = await host.ClientAsync("ann", "anchor");
            await RoomAsync(anchor, "r");
            await SayAsync(anchor, "r", "once");
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await host.KillAsync();
        }
        backend.AnswerWith(HttpStatusCode.OK);

        await using var again = await RunningHost.StartAsync(data.Path, Arguments);
        var calls = await backend.WaitAsync(2);

        Assert.Equal(["once", "once"], calls.Select(TextOf));
        Assert.Equal(calls[0].Id, calls[1].Id);
    }

    [Fact]
    public async Task Configuration_WithAPrivateTarget_ThatIsNotListed_PostsNothing_AndSaysWhy()
    {
        await using var host = await RunningHost.StartAsync(data.Path, Arguments[..^2]);
        using var anchor = await host.ClientAsync("ann", "anchor");
        using var admin = await host.ClientAsync("root", "admin");
        await RoomAsync(anchor, "r");
        await SayAsync(anchor, "r", "secret");

        var seen = await WaitForAsync(admin, figures => (long)figures["failures"]! > 0);

        Assert.Contains("not public", (string?)seen["lastError"], StringComparison.Ordinal);
        Assert.Equal(1, (long)seen["pending"]!);
        Assert.Empty(backend.Calls);
    }

    private static async Task RoomAsync(HttpClient client, string id) =>
        (await client.PostAsJsonAsync("/v1/rooms", new { scene = "live", name = id, id })).EnsureSuccessStatusCode();

    private static async Task SayAsync(HttpClient client, string room, string text) =>
        (await client.PostAsJsonAsync($"/v1/rooms/{room}/messages", new { text })).EnsureSuccessStatusCode();

    // A call and the report of it are not one.
    private static Task<JsonNode> WaitUntilNothingWaitsAsync(HttpClient admin) => WaitForAsync(admin, figures => (long)figures["pending"]! == 0);

    private static async Task<JsonNode> WaitForAsync(HttpClient admin, Func<JsonNode, bool> isThere)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var figures = (await admin.GetFromJsonAsync<JsonNode>("/v1/webhooks", deadline.Token))!;
            if (isThere(figures)) return figures;
            await Task.Delay(20, deadline.Token);
        }
    }

    private static string? TextOf(BackendCall call) => (string?)call.Json["data"]?["text"];
}
