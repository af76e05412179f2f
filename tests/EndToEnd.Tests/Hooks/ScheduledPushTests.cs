using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Hooks;

/// <summary>Scheduled pushes of a whole server that is killed before they are due.</summary>
public sealed class ScheduledPushTests
{
    private const int Pushes = 20;
    private static readonly string[] Rooms = ["r"];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_BeforePushesAreDue_EachGoesOutOnce()
    {
        var data = new TemporaryDirectory();
        var ids = new List<string>();
        await using (var host = await RunningHost.StartAsync(data.Path))
        {
            using var anchor = await host.ClientAsync("ann", "anchor");
            using var backend = await host.ClientAsync("srv", "backend");
            (await anchor.PostAsJsonAsync("/v1/rooms", new { scene = "live", name = "r", id = "r" })).EnsureSuccessStatusCode();
            var at = DateTimeOffset.UtcNow.AddSeconds(2);
            for (var i = 0; i < Pushes; i++)
            {
                var answer = await backend.PostAsJsonAsync("/v1/push", new { to = new { rooms = Rooms }, text = $"p{i}", at });
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                ids.Add((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!);
            }
            await host.KillAsync();
        }

        await using (var again = await RunningHost.StartAsync(data.Path))
        {
            using var backend = await again.ClientAsync("srv", "backend");
            foreach (var id in ids) await WaitUntilDeliveredAsync(backend, id);

            var events = (await backend.GetFromJsonAsync<JsonNode>("/v1/rooms/r/events?limit=100"))!["events"]!.AsArray();
            var texts = events.Where(e => (string?)e!["type"] == "message").Select(e => (string?)e!["data"]!["text"]);
            Assert.Equal(Enumerable.Range(0, Pushes).Select(i => $"p{i}").Order(), texts.Order());
        }
        data.Delete();
    }

    private static async Task WaitUntilDeliveredAsync(HttpClient backend, string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var push = (await backend.GetFromJsonAsync<JsonNode>($"/v1/push/{id}", deadline.Token))!;
            if ((string?)push["state"] == "delivered") return;
            await Task.Delay(50, deadline.Token);
        }
    }
}
