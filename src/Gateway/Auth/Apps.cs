using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Auth;

/// <summary>The apps with their keys: those of the configuration, then those that operators made.</summary>
internal sealed class Apps : IDisposable
{
    private readonly Dictionary<string, App> apps;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = JwksSource.MaxBytes,
    };

    private readonly StoredApps stored;

    public Apps(IOptions<AppsOptions> options, StoredApps stored, TimeProvider time, ILogger<JwksSource> logger)
    {
        this.stored = stored;
        apps = options.Value.Apps.ToDictionary(
            app => app.Key,
            app => new App(app.Key, app.Value, new JwksSource(app.Key, app.Value.Jwks, http, time, logger)),
            StringComparer.Ordinal);
    }

    public IEnumerable<string> Configured => apps.Keys;

    public bool TryFind(string? name, [NotNullWhen(true)] out App? app)
    {
        app = null;
        return name is not null && (apps.TryGetValue(name, out app) || stored.TryFind(name, out app));
    }

    public void Dispose()
    {
        http.Dispose();
        foreach (var app in apps.Values) app.Keys.Dispose();
    }

    internal sealed record App(string Name, AppOptions Options, JwksSource Keys);
}
