using System.Net;
using System.Net.Sockets;

namespace Rooms.EndToEnd.Tests.Proxy;

/// <summary>Connections from other addresses of this machine: 127.0.0.77 is as good a client as any.</summary>
internal static class Dialing
{
    public static async Task<NetworkStream> ConnectAsync(int port, string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static HttpClient Client(int port, string from) =>
        new(new SocketsHttpHandler { ConnectCallback = async (_, _) => await ConnectAsync(port, from) }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
}
