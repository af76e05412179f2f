using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// The web server's socket transport, with the push routes sorted out of its plain HTTP listeners. On an https:// address the first bytes are TLS's, so it
/// is left alone; its WebSockets come through the web server.
/// </summary>
internal sealed class SortedListenerFactory(IServiceProvider services, IOptions<SocketTransportOptions> transport, ILoggerFactory logs)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory plain = new(transport, logs);

    public bool CanBind(EndPoint endpoint) => plain.CanBind(endpoint);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        // Asked for now: this is made while the program is put together, before its options are checked.
        var routes = services.GetRequiredService<PushRoutes>();
        if (endpoint is not IPEndPoint ip || routes.All.Count == 0 || IsSecure(ip)) return plain.BindAsync(endpoint, cancellationToken);
        var parts = services.GetRequiredService<PushParts>();
        var listener = new SortedListener(Bind(ip), transport.Value, logs, parts, giveOn => new RouteSorter(routes, parts.Admission, parts.Door, giveOn));
        return ValueTask.FromResult<IConnectionListener>(listener);
    }

    private Socket Bind(IPEndPoint endpoint)
    {
        Socket? socket = null;
        try
        {
            socket = transport.Value.CreateBoundListenSocket(endpoint);
            socket.Listen(transport.Value.Backlog);
            return socket;
        }
        catch (SocketException fault)
        {
            socket?.Dispose();
            // The one that the web server knows how to name.
            throw fault.SocketErrorCode == SocketError.AddressAlreadyInUse ? new AddressInUseException(fault.Message, fault) : fault;
        }
    }

    // By the port alone, and any https address with port 0 covers every port 0: better too few listeners sorted than plain text on a secure one.
    private bool IsSecure(IPEndPoint endpoint)
    {
        // Asked for now: the server itself has been made with this factory.
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(BindingAddress.Parse).Any(address => address.Scheme == Uri.UriSchemeHttps && address.Port == endpoint.Port);
    }
}
