namespace Rooms.Gateway.Http;

internal sealed class ProxiesOptions
{
    public const string Section = "Proxies";

    /// <summary>Networks whose <c>X-Forwarded-*</c> headers are believed. Empty: nobody's.</summary>
    [Networks(ErrorMessage = "addresses or networks such as 10.0.0.0/8")]
    public string[] Trusted { get; set; } = [];
}
