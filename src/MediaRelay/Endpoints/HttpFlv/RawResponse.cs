using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

/// <summary>
/// A response that is written to the connection's socket behind the web server's back. The server has written nothing on it and, because the request
/// is aborted in the end, never will.
/// </summary>
internal static class RawResponse
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Status line and headers (RFC 9112 4), those of <paramref name="response"/> included. False: the connection is gone.</summary>
    public static bool TryWriteHead(Socket socket, HttpResponse response, bool isChunked)
    {
        var head = new StringBuilder(isChunked ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.0 200 OK\r\n", 512);
        foreach (var (name, value) in response.Headers) head.Append(name).Append(": ").Append(value.ToString()).Append("\r\n");
        if (isChunked) head.Append("Transfer-Encoding: chunked\r\n");
        head.Append("Connection: close\r\n\r\n");
        return TryWrite(socket, Encoding.Latin1.GetBytes(head.ToString()));
    }

    /// <summary>A few bytes into a socket that has room for them: it never waits.</summary>
    public static bool TryWrite(Socket socket, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectWrite) && socket.Send(bytes, SocketFlags.None, out var error) == bytes.Length && error == SocketError.Success;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The server has closed the connection meanwhile.
            return false;
        }
    }

    /// <summary>
    /// The server's abort resets the connection, which would throw away what is still on its way: the client reads to the end and closes first.
    /// </summary>
    public static async Task CloseAsync(Socket socket, HttpContext context, TimeProvider time)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(CloseDeadline, time, context.RequestAborted);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has closed: what was waited for.
        }
        context.Abort();
    }
}
