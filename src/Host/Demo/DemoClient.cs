using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Rooms.Contracts.Tls;

namespace Rooms.Host.Demo;

/// <summary>The demo speaks to the server as any client does: over REST, with a token.</summary>
internal sealed class DemoClient(Uri server, IServerCertificate certificate) : IDisposable
{
    // This process speaks with itself at 127.0.0.1, whatever names its certificate has: it must be that very certificate.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.Equals(certificate.Current?.TargetCertificate) },
    })
    { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };

    public async Task SignInAsync(CancellationToken cancellation)
    {
        var session = await http.GetFromJsonAsync<JsonNode>("/v1/demo/session", cancellation);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)session?["token"]);
    }

    /// <summary>Makes the room; one of an earlier start is kept as it is.</summary>
    public async Task OpenRoomAsync(DemoRoom room, CancellationToken cancellation)
    {
        var answer = await http.PostAsJsonAsync("/v1/rooms", new { id = room.Id, scene = "live", name = room.Name, info = "Test picture of the demo" }, cancellation);
        if (answer.StatusCode != HttpStatusCode.Conflict) answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the streams of earlier starts and answers a fresh URL to push to.</summary>
    public async Task<string> OpenStreamAsync(DemoRoom room, CancellationToken cancellation)
    {
        var current = await http.GetFromJsonAsync<JsonNode>($"/v1/rooms/{room.Id}", cancellation);
        foreach (var stream in current?["streams"]?.AsArray() ?? [])
            (await http.DeleteAsync($"/v1/rooms/{room.Id}/streams/{stream?["streamId"]}", cancellation)).EnsureSuccessStatusCode();
        var answer = await http.PostAsJsonAsync($"/v1/rooms/{room.Id}/streams", new { name = "camera" }, cancellation);
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation);
        return (string?)made?["push"]?["rtmp"] ?? throw new InvalidDataException("the server gave no push URL");
    }

    public void Dispose() => http.Dispose();
}
