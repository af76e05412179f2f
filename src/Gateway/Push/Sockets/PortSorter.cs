using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rooms.Sockets;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// One client at a port of WebSockets alone, with no web server behind it: what does not ask for one of its routes is refused in one line,
/// or dropped.
/// </summary>
internal sealed class PortSorter(PushRoutes routes, PushAdmission admission, PushDoor door, IPAddress client, bool isSilent) : IFirstBytes
{
    public Action? Judge(PushLoop loop, Socket socket, ReadOnlySpan<byte> bytes)
    {
        var status = UpgradeRequest.TryRead(bytes, out var request, out var consumed);
        if (status == OperationStatus.NeedMoreData) return null;
        if (status != OperationStatus.Done) return () => Refuse(socket, "400 Bad Request");
        if (!routes.TryFind(request!.Path, out var surface)) return () => Refuse(socket, "404 Not Found");
        if (!request.IsWebSocket) return () => Refuse(socket, "426 Upgrade Required");
        var handshake = UpgradeHandshake.From(request, client, surface);
        if (admission.Refuse(handshake) is not null) return () => Refuse(socket, "403 Forbidden");
        return () =>
        {
            var descriptor = SocketDescriptor.Detach(socket);
            SocketDescriptor.Discard(descriptor, loop.ReadBuffer.AsSpan(0, consumed));
            door.Upgrade(loop, descriptor, surface, handshake, request);
        };
    }

    public void GiveUp(Socket socket, bool hasSpoken) => socket.Dispose();

    // A new connection's buffer takes so few bytes at once.
    private void Refuse(Socket socket, string status)
    {
        using (socket)
            if (!isSilent) socket.Send(UpgradeResponse.Refuse(status), SocketFlags.None, out _);
    }
}
