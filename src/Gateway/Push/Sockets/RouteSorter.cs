using System.Buffers;
using System.Net.Sockets;
using Rooms.Sockets;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Takes those connections of a plain HTTP listener that ask for a push route, before they cost the web server anything; gives it all others as they are.
/// What is unusual about a request (a cookie, a proxy's headers, an origin that is not admitted) is the web server's to answer.
/// </summary>
internal sealed class RouteSorter(PushRoutes routes, PushAdmission admission, PushDoor door, Action<Socket> giveOn) : IFirstBytes
{
    public Action? Judge(PushLoop loop, Socket socket, ReadOnlySpan<byte> bytes)
    {
        if (!routes.MayBecome(bytes)) return () => giveOn(socket);
        var status = UpgradeRequest.TryRead(bytes, out var request, out var consumed);
        if (status == OperationStatus.NeedMoreData) return null;
        if (status != OperationStatus.Done || !IsPlain(request!) || !routes.TryFind(request!.Path, out var surface)) return () => giveOn(socket);
        var handshake = UpgradeHandshake.From(request, PushDoor.AddressOf(socket), surface);
        if (admission.Refuse(handshake) is not null) return () => giveOn(socket);
        return () => Take(loop, socket, surface, handshake, request, consumed);
    }

    public void GiveUp(Socket socket, bool hasSpoken)
    {
        if (hasSpoken) giveOn(socket);
        else socket.Dispose();
    }

    private static bool IsPlain(UpgradeRequest request) => request is { IsWebSocket: true, HasCookie: false, IsForwarded: false };

    private void Take(PushLoop loop, Socket socket, PushSurface surface, PushHandshake handshake, UpgradeRequest request, int consumed)
    {
        var descriptor = SocketDescriptor.Detach(socket);
        SocketDescriptor.Discard(descriptor, loop.ReadBuffer.AsSpan(0, consumed));
        door.Upgrade(loop, descriptor, surface, handshake, request);
    }
}
