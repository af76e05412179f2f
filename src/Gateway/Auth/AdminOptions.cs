using Rooms.Configuration;

namespace Rooms.Gateway.Auth;

[Reloadable]
internal sealed class AdminOptions
{
    public const string Section = "Admin";

    /// <summary>Signs and buys operator tokens. Empty: there are none.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";
}
