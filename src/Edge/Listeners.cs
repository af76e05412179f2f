namespace Rooms.Edge;

/// <summary>What a client connects to, as <c>Proxies:Protocol</c> names it; each with TLS or without.</summary>
public static class Listeners
{
    /// <summary>With its WebSockets.</summary>
    public const string Http = "http";

    public const string Rtmp = "rtmp";

    /// <summary>The four ports of goim's clients.</summary>
    public const string Goim = "goim";

    public static readonly string[] All = [Http, Rtmp, Goim];
}
