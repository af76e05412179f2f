using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>A connection to the HTTPS port that says what it is told to, under TLS or not.</summary>
internal sealed class Stranger : IDisposable
{
    // Longer than the server's own deadline for a handshake, 10 s.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];
    private Stream stream;

    private Stranger(Socket socket)
    {
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Nothing has come and the server has not closed.</summary>
    public bool IsOpen => !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Whose certificate the server showed.</summary>
    public string ServerName => ((SslStream)stream).RemoteCertificate!.Subject;

    /// <summary>The subject of the certificate that is shown to a new connection.</summary>
    public static async Task<string> ShownAsync(Uri server)
    {
        using var stranger = await GreetAsync(server);
        return stranger.ServerName;
    }

    /// <summary>A good TLS handshake, behind a proxy's header where one is given, and nothing after it.</summary>
    public static async Task<Stranger> GreetAsync(Uri server, string from = "127.0.0.1", string header = "")
    {
        var stranger = Connect(server, from);
        await stranger.stream.WriteAsync(Encoding.Latin1.GetBytes(header));
        var tls = new SslStream(stranger.stream);
        stranger.stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = RunningHost.Authority.Policy() });
        return stranger;
    }

    /// <summary>Raw bytes, and nothing after them. A server that has closed already is read from in the same way.</summary>
    public static async Task<Stranger> SendAsync(Uri server, string bytes, string from = "127.0.0.1")
    {
        var stranger = Connect(server, from);
        try
        {
            await stranger.stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        }
        catch (IOException closed) when (closed.InnerException is SocketException)
        {
            // Reading tells the same.
        }
        return stranger;
    }

    /// <summary>The whole answer to a request, whose body comes in chunks and in any number of packets.</summary>
    public async Task<string> AskAsync(string request)
    {
        // RFC 9112 section 7.1
        const string LastChunk = "\r\n0\r\n\r\n";
        using var deadline = new CancellationTokenSource(Deadline);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        var answer = "";
        while (!answer.EndsWith(LastChunk, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, deadline.Token);
            if (count == 0) return answer;
            answer += Encoding.Latin1.GetString(buffer, 0, count);
        }
        return answer;
    }

    /// <summary>Until the server closes: an alert, or nothing, comes before.</summary>
    public async Task ReadToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (await stream.ReadAsync(buffer, deadline.Token) > 0)
            {
            }
        }
        catch (IOException reset) when (reset.InnerException is SocketException)
        {
            // Also an end.
        }
        Dispose();
    }

    public void Dispose() => stream.Dispose();

    // Not asynchronously: a server that resets the connection at once would fail the connecting instead of what comes after it.
    private static Stranger Connect(Uri server, string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(server.Host, server.Port);
        return new Stranger(socket);
    }
}
