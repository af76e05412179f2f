using Rooms.Configuration;

namespace Rooms.Edge;

/// <summary>Which web pages may talk to this process; the gateway keeps it for REST, the relay for streams.</summary>
[Reloadable]
public sealed class CorsOptions
{
    public const string Section = "Cors";

    /// <summary>Web origins that may call REST, play and open WebSockets, or <c>*</c>. Empty: pages of this server only. An app's own <c>Origins</c> replace it.</summary>
    [Origins(ErrorMessage = "* or origins such as https://shop.example")]
    public string[] Origins { get; set; } = [];
}
