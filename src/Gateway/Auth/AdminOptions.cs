using Rooms.Configuration;
using Rooms.Gateway.Surface;

namespace Rooms.Gateway.Auth;

internal sealed class AdminOptions
{
    public const string Section = "Admin";

    /// <summary>Signs and buys operator tokens. Empty: there are none.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";

    /// <summary>Seals the secrets of apps that were made in the console. Who loses it rotates those.</summary>
    [SecretValue]
    public string SealKey { get; set; } = "";

    /// <summary>Where console, Swagger, metrics and the operators' REST are served, and nowhere else. Empty: everywhere, beyond loopback for sessions only.</summary>
    [ListenAddresses(ErrorMessage = "addresses to listen at, such as http://127.0.0.1:9090")]
    public string[] Urls { get; set; } = [];
}
