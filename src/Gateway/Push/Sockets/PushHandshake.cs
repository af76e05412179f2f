using System.Net;
using Rooms.Contracts;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a client said before its connection was one. A session takes what it needs and lets go of it: thousands of connections keep it otherwise.</summary>
internal sealed record PushHandshake(IPAddress Address)
{
    /// <summary>The one that was agreed on; null: the client asked for none.</summary>
    public string? Subprotocol { get; init; }

    public string Path { get; init; } = "";

    /// <summary>Without its question mark.</summary>
    public string Query { get; init; } = "";

    public string? Host { get; init; }

    /// <summary>The page's; null: no browser. Held to the app's origins once the app is known.</summary>
    public string? Origin { get; init; }

    public string? Authorization { get; init; }

    /// <summary>Who it is, where the web server has found that out already (a session cookie, a bearer token).</summary>
    public Caller? Caller { get; init; }

    /// <summary>When what proved that ends; null: not by itself.</summary>
    public DateTimeOffset? CallerExpiresAt { get; init; }
}
