using Rooms.Configuration;

namespace Rooms.Gateway.Auth;

/// <summary>Every configured app by name.</summary>
[Reloadable]
internal sealed class AppsOptions
{
    public const string Section = "Apps";

    public Dictionary<string, AppOptions> Apps { get; } = new(StringComparer.Ordinal);
}
