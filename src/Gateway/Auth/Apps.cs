using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Auth;

/// <summary>The configured apps with their keys.</summary>
internal sealed class Apps : IDisposable
{
    private readonly TimeProvider time;
    private readonly ILogger<JwksSource> logger;

    // Replaced as a whole when the configuration changes.
    private volatile Dictionary<string, App> apps = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = JwksSource.MaxBytes,
    };

    public Apps(IOptionsMonitor<AppsOptions> options, TimeProvider time, ILogger<JwksSource> logger)
    {
        (this.time, this.logger) = (time, logger);
        Replace(options.CurrentValue);
        // For the life of the program, as this is.
        options.OnChange(Replace);
    }

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

    private void Replace(AppsOptions options) => apps = options.Apps.ToDictionary(app => app.Key, app => new App(app.Key, app.Value, KeysOf(app.Key, app.Value)), StringComparer.Ordinal);

    // Keys that were fetched stay where the address stays.
    private JwksSource KeysOf(string name, AppOptions app) =>
        apps.TryGetValue(name, out var before) && before.Options.Jwks == app.Jwks ? before.Keys : new JwksSource(name, app.Jwks, http, time, logger);

    internal sealed record App(string Name, AppOptions Options, JwksSource Keys);
}
