using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Support;

/// <summary>The gateway on a real port: over fake grains, or over whatever <c>configure</c> adds.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string ShopSecret = "the shop's own secret";
    public const string OtherSecret = "another app's secret";
    public const string AdminSecret = "the operator's secret";
    public const string ControlSecret = "the nodes' secret";

    private static readonly string[] OperatorRoles = ["operator"];

    private readonly WebApplication app;

    private GatewayHost(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Of <c>Admin:Urls</c>, where a test sets one.</summary>
    public Uri AdminAddress => new(app.Urls.Last());

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<GatewayHost> StartAsync(Action<WebApplicationBuilder>? configure = null, params (string Key, string? Value)[] settings)
    {
        var app = Build(configure, settings);
        await app.StartAsync();
        return new GatewayHost(app);
    }

    public static WebApplication Build(Action<WebApplicationBuilder>? configure, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Defaults());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        if (configure is null) builder.Services.AddSingleton(FakeGrains.Create().Factory);
        else configure(builder);
        builder.AddGateway();
        var app = builder.Build();
        app.MapGateway();
        return app;
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token = null, object? body = null, params (string Name, string Value)[] headers)
    {
        var content = body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await SendAsync(method, path, token, content, headers);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, (object?)null, headers);

    public Task<Answer> PostAsync(string path, string? token, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, token, body, headers);

    public async Task<string> TokenAsync(string user = "ann", params string[] roles)
    {
        var answer = await PostAsync("/v1/tokens", null, new { app = "shop", secret = ShopSecret, user, roles = roles.Length > 0 ? roles : ["anchor"] });
        return answer.Json.GetProperty("token").GetString()!;
    }

    public async Task<string> OperatorTokenAsync()
    {
        var answer = await PostAsync("/v1/tokens", null, new { secret = AdminSecret, user = "root", roles = OperatorRoles });
        return answer.Json.GetProperty("token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Dictionary<string, string?> Defaults() => new()
    {
        ["Apps:shop:Secret"] = ShopSecret,
        ["Apps:other:Secret"] = OtherSecret,
        ["Admin:Secret"] = AdminSecret,
        ["Admin:SealKey"] = "the key that seals secrets",
        ["Control:Secret"] = ControlSecret,
        ["Urls:PushKey"] = "push key",
        ["Urls:PlayKey"] = "play key",
        ["FileStore:Key"] = "files key",
    };
}
