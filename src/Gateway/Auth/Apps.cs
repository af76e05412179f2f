using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Auth;

/// <summary>The apps with their keys: those of the configuration, then those that operators made.</summary>
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

    private readonly StoredApps stored;

    public Apps(IOptionsMonitor<AppsOptions> options, StoredApps stored, TimeProvider time, ILogger<JwksSource> logger)
    {
        (this.stored, this.time, this.logger) = (stored, time, logger);
        Replace(options.CurrentValue);
        // For the life of the program, as this is.
        options.OnChange(Replace);
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

    private void Replace(AppsOptions options) => apps = options.Apps.ToDictionary(app => app.Key, app => new App(app.Key, app.Value, KeysOf(app.Key, app.Value)), StringComparer.Ordinal);

    // Keys that were fetched stay where the address stays.
    private JwksSource KeysOf(string name, AppOptions app) =>
        apps.TryGetValue(name, out var before) && before.Options.Jwks == app.Jwks ? before.Keys : new JwksSource(name, app.Jwks, http, time, logger);

    internal sealed record App(string Name, AppOptions Options, JwksSource Keys);
}
