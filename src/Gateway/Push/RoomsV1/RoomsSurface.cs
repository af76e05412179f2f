using Microsoft.Extensions.Options;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary><c>/ws</c> as it is offered.</summary>
internal sealed class RoomsSurface(SessionParts parts, IOptions<PushOptions> options)
{
    public const string Path = "/ws";

    public PushSurface Surface { get; } =
        new("ws", IsWebSocket: true, options.Value.MessageBytes, handshake => new RoomsSession(RoomsForm.Of(handshake.Subprotocol), parts))
        {
            Subprotocols = [JsonForm.Subprotocol, BinaryForm.Subprotocol],
        };
}
