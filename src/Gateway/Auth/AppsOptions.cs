using Rooms.Configuration;
using Rooms.Contracts.Apps;
using Rooms.Gateway.Files;

namespace Rooms.Gateway.Auth;

/// <summary>Every configured app by name.</summary>
[Reloadable]
internal sealed class AppsOptions
{
    public const string Section = "Apps";

    /// <summary>Of apps that were made in the console; those of the configuration have them in their own.</summary>
    internal AppQuotas Defaults { get; set; } = AppQuotas.None;

    /// <summary>As <see cref="Defaults"/>.</summary>
    internal FilesOptions Files { get; set; } = new();

    public Dictionary<string, AppOptions> Apps { get; } = new(StringComparer.Ordinal);
}
