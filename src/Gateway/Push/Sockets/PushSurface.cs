namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// A protocol as it is offered: <paramref name="Name"/> for logs and metrics, and what makes one session a connection. Without
/// <paramref name="IsWebSocket"/> the protocol gets the bytes as they come.
/// </summary>
internal sealed record PushSurface(string Name, bool IsWebSocket, int MaxMessageBytes, Func<PushHandshake, PushProtocol> Create)
{
    /// <summary>Of a WebSocket, best first; the first one stands for a client that asks for none.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>Null: the client asked for none, or for none that is known.</summary>
    public string? Choose(IReadOnlyList<string> offered) => Subprotocols.FirstOrDefault(offered.Contains);
}
