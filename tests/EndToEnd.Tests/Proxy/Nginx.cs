using System.Net;
using System.Net.Sockets;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Proxy;

/// <summary>Debian's nginx in the foreground, with a block of <see cref="ProxyDocument"/>, on a free port of both loopbacks.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly Tool process;
    private readonly string directory;

    private Nginx(Tool process, string directory, int port)
    {
        (this.process, this.directory) = (process, directory);
        Port = port;
    }

    public int Port { get; }

    /// <summary>In nginx's http block, before the server at <paramref name="server"/> (an authority).</summary>
    public static Task<Nginx> StartHttpAsync(string server)
    {
        var port = FreePort.Find();
        return StartAsync(port, "", $$"""
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                {{ProxyDocument.Block(ProxyDocument.Http, port, server)}}
            }
            """);
    }

    /// <summary>In nginx's stream block; <paramref name="heading"/> of the document.</summary>
    public static Task<Nginx> StartStreamAsync(string heading, string server, int port) =>
        StartAsync(port, $"load_module {StreamModule};", $$"""
            stream {
                {{ProxyDocument.Block(heading, port, server)}}
            }
            """);

    public static Task<Nginx> StartStreamAsync(string heading, string server) => StartStreamAsync(heading, server, FreePort.Find());

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<Nginx> StartAsync(int port, string modules, string block)
    {
        var directory = Directory.CreateTempSubdirectory("rooms-nginx-").FullName;
        var file = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            {{modules}}
            daemon off;
            master_process off;
            pid nginx.pid;
            events { worker_connections 512; }
            {{block}}
            """);
        var nginx = new Nginx(Tool.Start(Program, "-p", directory, "-c", file, "-e", "stderr"), directory, port);
        await nginx.WaitAsync();
        return nginx;
    }

    // nginx says nothing when it listens.
    private async Task WaitAsync()
    {
        using var deadline = new CancellationTokenSource(StartDeadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await ListensAsync())
        {
            if (process.HasExited) await process.FinishAsync(StartDeadline);
            await pause.WaitForNextTickAsync(deadline.Token);
        }
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.IPv6Loopback, Port);
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
