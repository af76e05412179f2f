namespace Rooms.Edge;

/// <summary>Proxies of our own that stand between clients and this server. What they say about a client is believed, what anybody else says is not.</summary>
public sealed class ProxiesOptions
{
    public const string Section = "Proxies";

    /// <summary>Networks whose <c>X-Forwarded-*</c> and PROXY headers are believed. Empty: nobody's.</summary>
    [Networks(ErrorMessage = "addresses or networks such as 10.0.0.0/8 or fd00::/8")]
    public string[] Trusted { get; set; } = [];

    /// <summary>
    /// Listeners on which connections of those networks begin with a PROXY header, version 1 or 2: <c>http</c>, <c>rtmp</c>, <c>goim</c>. Named, not guessed: where
    /// a proxy sends none, a client could send its own through it.
    /// </summary>
    [Listeners(ErrorMessage = "some of http, rtmp, goim")]
    public string[] Protocol { get; set; } = [];
}
