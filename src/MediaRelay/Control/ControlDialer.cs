using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Control;

namespace Rooms.MediaRelay.Control;

/// <summary>Opens the way to the control plane: the pipe to the gateway in this process, or a WebSocket to <c>Control:Url</c>.</summary>
internal sealed class ControlDialer(IServiceProvider services, IOptions<ControlOptions> options)
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SilenceDeadline = TimeSpan.FromSeconds(15);

    private readonly ControlPipe? pipe = services.GetService<ControlPipe>();

    public bool IsBesideGateway => pipe is not null;

    public bool IsConfigured => IsBesideGateway || options.Value.Url.Length > 0;

    /// <summary>For logs.</summary>
    public string Target => IsBesideGateway ? "the gateway of this process" : options.Value.Url;

    /// <summary>Throws <see cref="WebSocketException"/> or <see cref="OperationCanceledException"/>.</summary>
    public async Task<IControlConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (pipe is not null) return pipe.RelayEnd;
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {options.Value.Secret}");
        socket.Options.KeepAliveInterval = PingInterval;
        socket.Options.KeepAliveTimeout = SilenceDeadline;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(ConnectDeadline);
        try
        {
            await ConnectAsync(socket, deadline.Token);
            return new WebSocketControlConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ConnectAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var url = new Uri(options.Value.Url);
        if (options.Value.CertificateAuthority is not { Length: > 0 } file)
        {
            await socket.ConnectAsync(url, cancellation);
            return;
        }
        // Read at every attempt, so that a renewed file needs no restart.
        var trusted = PrivateAuthority.TryRead(file, out var fault) ?? throw new WebSocketException($"Control:CertificateAuthority = '{file}': {fault}");
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trusted } };
        using var invoker = new HttpMessageInvoker(handler);
        await socket.ConnectAsync(url, invoker, cancellation);
    }
}
