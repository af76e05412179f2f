using System.Net.Http.Json;
using System.Text.Json;

namespace Rooms.Gateway.Tests.Support;

/// <summary>What of a browser matters to sessions: keeps cookies, follows no redirect, and comes from <c>203.0.113.9</c>, which is beyond loopback.</summary>
internal sealed class TestBrowser : IDisposable
{
    private readonly HttpClient client;

    public TestBrowser(Uri address) =>
        client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Sent with every request.</summary>
    public Dictionary<string, string> Headers { get; } = new() { ["X-Forwarded-For"] = "203.0.113.9" };

    /// <summary>Of the last answer, as they were sent.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> OpenPageAsync(string path) => GetAsync(path, ("Accept", "text/html,*/*"));

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (Cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await client.SendAsync(request);
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in SetCookies) Keep(cookie);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Signs in; answers the CSRF token.</summary>
    public async Task<string> SignInAsync(string? app, string secret, string user = "ann")
    {
        var answer = (await SendAsync(HttpMethod.Post, "/v1/session", new { app, secret, user })).Expect(System.Net.HttpStatusCode.OK);
        return answer.Json.GetProperty("session").GetProperty("csrf").GetString()!;
    }

    /// <summary>Who the server says is signed in; undefined: nobody.</summary>
    public async Task<JsonElement> SessionAsync() =>
        (await GetAsync("/v1/session")).Json.TryGetProperty("session", out var session) ? session : default;

    public void Dispose() => client.Dispose();

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0) Cookies.Remove(pair[0]);
        else Cookies[pair[0]] = pair[1];
    }
}
