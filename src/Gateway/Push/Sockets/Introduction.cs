using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rooms.Edge.ProxyProtocol;
using Rooms.Sockets;
using Rooms.Wire.Proxy;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A trusted proxy's connection, which begins with a PROXY header: that is taken off, and the rest is the client's whom it names.</summary>
internal sealed class Introduction(Action<Socket, IPAddress> then, PushMetrics metrics) : IFirstBytes
{
    public Action? Judge(PushLoop loop, Socket socket, ReadOnlySpan<byte> bytes)
    {
        var status = ProxyHeader.TryRead(bytes, out var header, out var consumed);
        if (status == OperationStatus.NeedMoreData) return null;
        if (status != OperationStatus.Done)
        {
            metrics.Refused(IntroductionFault.Of(bytes));
            return socket.Dispose;
        }
        return () =>
        {
            SocketDescriptor.Discard((int)socket.SafeHandle.DangerousGetHandle(), loop.ReadBuffer.AsSpan(0, consumed));
            // None: a health check of the proxy's own.
            then(socket, header.Client is { } client ? Edge.ClientAddress.Plain(client) : PushDoor.AddressOf(socket));
        };
    }

    public void GiveUp(Socket socket, bool hasSpoken)
    {
        metrics.Refused(IntroductionFault.Late);
        socket.Dispose();
    }
}
