namespace Rooms.MediaRelay.Control;

/// <summary>The web origins of apps that have their own, as the control plane gave them, which may change at any time. Any thread.</summary>
internal sealed class AppOrigins
{
    private volatile Dictionary<string, OriginList> byApp = [];

    public IEnumerable<OriginList> All => byApp.Values;

    public void Replace(IReadOnlyDictionary<string, string[]> origins) =>
        byApp = origins.ToDictionary(app => app.Key, app => new OriginList(app.Value), StringComparer.Ordinal);

    /// <summary>Null: the app has none of its own.</summary>
    public OriginList? Find(string app) => byApp.GetValueOrDefault(app);
}
