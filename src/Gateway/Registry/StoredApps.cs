using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Registry;

/// <summary>
/// The apps and keys of the registry as this process knows them: asked with every request, so held in memory, unsealed. <see cref="RegistrySync"/>
/// brings what is new.
/// </summary>
internal sealed partial class StoredApps(IOptions<AdminOptions> admin, TimeProvider time, ILogger<StoredApps> logger)
{
    public const string SealPurpose = "app secret";

    private readonly Lock taking = new();
    private volatile Image image = Image.None;

    /// <summary>-1: nothing was read yet.</summary>
    public long Version => image.Version;

    public bool IsRead => Version >= 0;

    public IReadOnlyCollection<StoredApp> Apps => image.Apps;

    public IReadOnlyCollection<ApiKey> Keys => image.Keys.Values;

    /// <summary>As the configured ones: its secret, and beside it the one before until its grace is over.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Apps.App? app)
    {
        app = null;
        if (!image.Secrets.TryGetValue(name, out var secrets)) return false;
        app = secrets.PreviousUntil > time.GetUtcNow() ? secrets.WithPrevious : secrets.Alone;
        return true;
    }

    /// <summary>Is it made and not revoked? Also where its secret cannot be unsealed: that takes nobody off the air.</summary>
    public bool Has(string name) => image.Names.Contains(name);

    public ApiKey? FindKey(string id) => image.Keys.GetValueOrDefault(id);

    /// <summary>Takes what is newer than what is known: two answers may cross.</summary>
    public void Take(RegistryImage newer)
    {
        lock (taking)
        {
            if (newer.Version <= Version) return;
            var secrets = newer.Apps.Select(ToSecrets).OfType<Secrets>().ToFrozenDictionary(known => known.Alone.Name, StringComparer.Ordinal);
            image = new Image(
                newer.Version, newer.Apps, newer.Apps.Select(app => app.Name).ToFrozenSet(StringComparer.Ordinal), secrets,
                newer.Keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal));
        }
    }

    private Secrets? ToSecrets(StoredApp app)
    {
        if (!SealedText.TryOpen(app.Current.Text, admin.Value.SealKey, PurposeOf(app.Name), out var current))
        {
            LogNotUnsealed(app.Name);
            return null;
        }
        var alone = ToApp(app.Name, current, "");
        if (app.Previous is null || !SealedText.TryOpen(app.Previous.Text, admin.Value.SealKey, PurposeOf(app.Name), out var previous)) return new Secrets(alone, alone, null);
        return new Secrets(alone, ToApp(app.Name, current, previous), app.Previous.ValidUntil);
    }

    /// <summary>Sealed for one app: moved to another it does not open.</summary>
    public static string PurposeOf(string app) => $"{SealPurpose} {app}";

    private static Apps.App ToApp(string name, string secret, string secret2) => new(name, new AppOptions { Secret = secret, Secret2 = secret2 }, JwksSource.None);

    private sealed record Secrets(Apps.App Alone, Apps.App WithPrevious, DateTimeOffset? PreviousUntil);

    private sealed record Image(
        long Version, IReadOnlyCollection<StoredApp> Apps, FrozenSet<string> Names, FrozenDictionary<string, Secrets> Secrets, FrozenDictionary<string, ApiKey> Keys)
    {
        public static readonly Image None = new(-1, [], [], FrozenDictionary<string, Secrets>.Empty, FrozenDictionary<string, ApiKey>.Empty);
    }
}
