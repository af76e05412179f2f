using Rooms.Configuration;

namespace Rooms.Gateway.Http;

[Reloadable]
internal sealed class CorsOptions
{
    public const string Section = "Cors";

    /// <summary>Web origins that may call REST, play and open WebSockets, or <c>*</c>. Empty: pages of this server only. An app's own <c>Origins</c> replace it.</summary>
    [Origins(ErrorMessage = "* or origins such as https://shop.example")]
    public string[] Origins { get; set; } = [];
}
