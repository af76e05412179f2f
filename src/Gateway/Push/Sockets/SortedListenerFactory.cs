using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Edge;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// The web server's socket transport, with the push routes sorted out of its plain HTTP listeners. On an https:// address the first bytes are TLS's, so it
/// is left alone; its WebSockets come through the web server.
/// </summary>
internal sealed class SortedListenerFactory(
    IServiceProvider services, PushRoutes routes, PushAdmission admission, PushDoor door, PushLoops loops, TrustedProxies proxies,
    IOptions<SocketTransportOptions> transport, ILoggerFactory logs) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory plain = new(transport, logs);

    public bool CanBind(EndPoint endpoint) => plain.CanBind(endpoint);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (endpoint is not IPEndPoint ip || routes.All.Count == 0 || IsSecure(ip)) return plain.BindAsync(endpoint, cancellationToken);
        return ValueTask.FromResult<IConnectionListener>(new SortedListener(Bind(ip), transport.Value, logs, loops, proxies, giveOn => new RouteSorter(routes, admission, door, giveOn)));
    }

    private System.Net.Sockets.Socket Bind(IPEndPoint endpoint)
    {
        var socket = transport.Value.CreateBoundListenSocket(endpoint);
        socket.Listen(transport.Value.Backlog);
        return socket;
    }

    // By the port alone, and any https address with port 0 covers every port 0: better too few listeners sorted than plain text on a secure one.
    private bool IsSecure(IPEndPoint endpoint)
    {
        // Asked for now: the server itself has been made with this factory.
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(BindingAddress.Parse).Any(address => address.Scheme == Uri.UriSchemeHttps && address.Port == endpoint.Port);
    }
}
