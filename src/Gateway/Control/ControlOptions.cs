using Rooms.Configuration;

namespace Rooms.Gateway.Control;

[Reloadable]
internal sealed class ControlOptions
{
    public const string Section = "Control";

    /// <summary>What a media node of another process must present. Empty: only the node in this process is served.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";
}
