namespace Rooms.Edge;

/// <summary>What a client connects to, as <c>Proxies:Protocol</c> names it; each with TLS or without.</summary>
public static class Listeners
{
    /// <summary>With its WebSockets.</summary>
    public const string Http = "http";

    public const string Rtmp = "rtmp";

    public static readonly string[] All = [Http, Rtmp];
}
