using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Auth;

/// <summary>The configured apps with their keys.</summary>
internal sealed class Apps : IDisposable
{
    private readonly Dictionary<string, App> apps;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = JwksSource.MaxBytes,
    };

    public Apps(IOptions<AppsOptions> options, TimeProvider time, ILogger<JwksSource> logger) =>
        apps = options.Value.Apps.ToDictionary(
            app => app.Key,
            app => new App(app.Key, app.Value, new JwksSource(app.Key, app.Value.Jwks, http, time, logger)),
            StringComparer.Ordinal);

    public bool TryFind(string? name, [NotNullWhen(true)] out App? app)
    {
        app = null;
        return name is not null && apps.TryGetValue(name, out app);
    }

    public void Dispose()
    {
        http.Dispose();
        foreach (var app in apps.Values) app.Keys.Dispose();
    }

    internal sealed record App(string Name, AppOptions Options, JwksSource Keys);
}
