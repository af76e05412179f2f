using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>The whole server with the people of docs/ws.md: ann, whose kitchen it is, and bob.</summary>
public sealed class DocumentedServer : IAsyncLifetime
{
    private int rooms;

    public RunningHost Host { get; private set; } = null!;

    public HttpClient Ann { get; private set; } = null!;

    public HttpClient Bob { get; private set; } = null!;

    public string AnnsToken => Ann.DefaultRequestHeaders.Authorization!.Parameter!;

    public async Task InitializeAsync()
    {
        Host = await RunningHost.StartAsync();
        Ann = await Host.ClientAsync("ann", "anchor");
        Bob = await Host.ClientAsync("bob", "user");
    }

    /// <summary>A new room of ann's. Examples call theirs kitchen; so that they do not meet, each has one of its own.</summary>
    public async Task<string> KitchenAsync()
    {
        var id = $"kitchen-{Interlocked.Increment(ref rooms)}";
        var answer = await Ann.PostAsJsonAsync("/v1/rooms", new { id, scene = "live", name = "Ann's kitchen" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return id;
    }

    /// <summary>The example's text with this run's room and token.</summary>
    public string Fill(string text, string kitchen) => text
        .Replace("\"kitchen\"", $"\"{kitchen}\"", StringComparison.Ordinal)
        .Replace("/kitchen/", $"/{kitchen}/", StringComparison.Ordinal)
        .Replace("$token", AnnsToken, StringComparison.Ordinal);

    /// <summary><c>bob POST /v1/... {...}</c></summary>
    public async Task DoAsync(string line)
    {
        var words = line.Split(' ', 4);
        var client = words[0] == "ann" ? Ann : Bob;
        using var request = new HttpRequestMessage(new HttpMethod(words[1]), words[2]) { Content = new StringContent(words[3], Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{line}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task DisposeAsync()
    {
        Ann.Dispose();
        Bob.Dispose();
        await Host.DisposeAsync();
    }

    internal static JsonNode Parse(string line) => JsonNode.Parse(line[2..])!;
}
