using System.Net;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a session is told of a client's opening request.</summary>
internal static class UpgradeHandshake
{
    public static PushHandshake From(UpgradeRequest request, IPAddress address, PushSurface surface) => new(address)
    {
        Subprotocol = surface.Choose(request.Protocols),
        Path = request.Path,
        Query = request.Query,
        Host = request.Host,
        Origin = request.Origin,
        Authorization = request.Authorization,
    };
}
