using System.Net.WebSockets;
using System.Text;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>One client of <c>/ws</c> that reads what it is sent.</summary>
internal sealed class SocketReader : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[64 * 1024];

    public async Task OpenAsync(Uri server, string hello)
    {
        socket.Options.AddSubProtocol("rooms.v1.json");
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/ws" }.Uri, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes(hello), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }

    /// <summary>The next frame, or what of it has come.</summary>
    public Task NextAsync() => socket.ReceiveAsync(buffer, CancellationToken.None);

    public void Dispose() => socket.Dispose();
}
