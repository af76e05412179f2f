using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Compat.WebIm;
using Rooms.Gateway.Tests.Support;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>The gateway over the real grains, with webim as room <c>chat</c> of app shop.</summary>
public sealed class WebImHost : IAsyncLifetime
{
    public const string Room = "chat";

    private readonly TemporaryDirectory directory = new();

    internal GatewayHost Host { get; private set; } = null!;

    internal WebImComet Comet => Host.Services.GetRequiredService<WebImComet>();

    internal int Port => Host.Services.GetRequiredService<WebImServer>().Port;

    public async Task InitializeAsync()
    {
        Host = await GatewayHost.StartAsync(
            builder => builder.AddSilo(),
            ("Data:Directory", directory.Path), ("Limits:RequestsPerSecondPerUser", "100000"), ("Compat:WebIm:App", "shop"), ("Compat:WebIm:Room", Room),
            ("Compat:WebIm:Port", "0"), ("Compat:WebIm:SendIntervalSeconds", "0"), ("Compat:WebIm:Origin", "https://chat.example"));
        await Host.Services.GetRequiredService<WebImFollower>().Following.WaitAsync(Deadline.Generous);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete();
    }

    internal async Task<WebImTestClient> ConnectAsync(string path = "/") => await WebImTestClient.ConnectAsync(new Uri($"ws://127.0.0.1:{Port}{path}"));

    internal async Task<WebImTestClient> LoginAsync(string name, string path = "/")
    {
        var client = await ConnectAsync(path);
        await client.SendAsync(new { cmd = "login", name, avatar = $"http://x/{name}.png" });
        client.Fd = (await client.NextAsync("login")).GetProperty("fd").GetString()!;
        return client;
    }

    internal async Task<Answer> PostAsync(string path, string? cookie, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Port}{path}");
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        // No cookies but those that the test gives.
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>A message of a backend to the room, as REST sends it.</summary>
    internal async Task TellAsync(string text)
    {
        var token = await Host.TokenAsync("boss", "backend");
        (await Host.PostAsync($"/v1/rooms/{Room}/messages", token, new { text })).Expect(System.Net.HttpStatusCode.Created);
    }
}
