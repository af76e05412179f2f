using System.ComponentModel.DataAnnotations;

namespace Rooms.Configuration.Files;

/// <summary>The operator's own configuration file. Environment and arguments beat it, it beats the reference file of the installation.</summary>
internal sealed class ConfigOptions
{
    public const string Section = "Config";

    /// <summary>A JSON file of the same form as <c>appsettings.json</c>, with what differs from it. Empty: none.</summary>
    public string File { get; set; } = "";

    /// <summary>How often the files are looked at for a change. Looking costs a few microseconds and works where notifications do not: mounts of container platforms. 0: never.</summary>
    [Range(0, 3600)]
    public int ReloadSeconds { get; set; } = 2;
}
