using System.Net;
using System.Net.Sockets;

namespace Rooms.Testing;

/// <summary>For options where 0 does not mean "any free port".</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }
}
