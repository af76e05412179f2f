using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Users;
using Rooms.Gateway.Files;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Auth;

/// <summary>The apps with their keys: those of the configuration, then those that operators made.</summary>
internal sealed class Apps : IDisposable
{
    private readonly Lock gate = new();
    private readonly IOptionsMonitor<AppsOptions> options;
    private readonly TimeProvider time;
    private readonly ILogger<JwksSource> logger;

    // Read when it is first asked: who asks is made before the options are checked, and every fault in them is told at once. Replaced as a whole when
    // the configuration changes.
    private volatile Dictionary<string, App>? apps;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = JwksSource.MaxBytes,
    };

    private readonly StoredApps stored;

    public Apps(IOptionsMonitor<AppsOptions> options, StoredApps stored, TimeProvider time, ILogger<JwksSource> logger)
    {
        (this.options, this.stored, this.time, this.logger) = (options, stored, time, logger);
        // For the life of the program, as this is.
        options.OnChange(Replace);
    }

    public IEnumerable<string> Configured => Known.Keys;

    /// <summary>Configured or made, each once.</summary>
    public IEnumerable<string> Names => Configured.Union(stored.Apps.Select(app => app.Name));

    /// <summary>An app of this name is configured, or was made and not revoked.</summary>
    public bool Has(string name) => Known.ContainsKey(name) || stored.Has(name);

    /// <summary>It was removed, or there never was one. Not said before the registry was read: it may have one.</summary>
    public bool IsGone(string name) => stored.IsRead && !Has(name);

    /// <summary>Of an app that is not known: none.</summary>
    public AppQuotas QuotasOf(string name)
    {
        if (Known.TryGetValue(name, out var app)) return app.Quotas;
        return stored.Has(name) ? options.CurrentValue.Defaults : AppQuotas.None;
    }

    public FilesOptions FilesOf(string name) => Known.TryGetValue(name, out var app) ? app.Options.Files : options.CurrentValue.Files;

    public bool TryFind(string? name, [NotNullWhen(true)] out App? app)
    {
        app = null;
        return name is not null && (Known.TryGetValue(name, out app) || stored.TryFind(name, out app));
    }

    public void Dispose() => http.Dispose();

    private Dictionary<string, App> Known
    {
        get
        {
            if (apps is { } there) return there;
            lock (gate) return apps ??= Make(options.CurrentValue);
        }
    }

    private void Replace(AppsOptions changed)
    {
        lock (gate) apps = Make(changed);
    }

    private Dictionary<string, App> Make(AppsOptions read) =>
        read.Apps.ToDictionary(app => app.Key, app => new App(app.Key, app.Value, KeysOf(app.Key, app.Value)), StringComparer.Ordinal);

    // Keys that were fetched stay where the address stays.
    private JwksSource KeysOf(string name, AppOptions app) =>
        apps is { } before && before.TryGetValue(name, out var known) && known.Options.Jwks == app.Jwks
            ? known.Keys
            : new JwksSource(name, app.Jwks, http, time, logger);

    internal sealed record App(string Name, AppOptions Options, JwksSource Keys)
    {
        public AppQuotas Quotas { get; } = Options.Quotas.ToQuotas();

        public SessionPolicy Sessions { get; } = Options.Sessions switch
        {
            "one" => SessionPolicy.One,
            "one-per-class" => SessionPolicy.OnePerClass,
            _ => SessionPolicy.Many,
        };
    }
}
