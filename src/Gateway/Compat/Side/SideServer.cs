using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Compat.Side;

/// <summary>
/// HTTP/1.1 on an address of its own, for a surface whose paths, errors and (missing) tokens must not mix with the rest of the gateway.
/// <paramref name="key"/> is the option that an operator changes when the port is taken.
/// </summary>
internal sealed partial class SideServer(IServiceProvider services, ILogger logger, string protocol, string key) : IDisposable
{
    private KestrelServer? server;

    /// <summary>The port in use; 0 while there is none.</summary>
    public int Port { get; private set; }

    public async Task StartAsync(IPEndPoint end, long maxBodyBytes, RequestDelegate answer, CancellationToken cancellation)
    {
        var logs = (ILoggerFactory)services.GetService(typeof(ILoggerFactory))!;
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxRequestBodySize = maxBodyBytes;
        options.Listen(end, listen => listen.Protocols = HttpProtocols.Http1);
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
        try
        {
            await server.StartAsync(new SideApplication(services, answer), cancellation);
        }
        catch (IOException fault)
        {
            throw new StartException(StartFault.Port, $"{protocol} cannot listen on {end}: {fault.Message}: choose another with --{key}", fault);
        }
        Port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        LogListening(protocol, end.Address, Port);
    }

    public Task StopAsync(CancellationToken cancellation) => server?.StopAsync(cancellation) ?? Task.CompletedTask;

    public void Dispose() => server?.Dispose();

    [LoggerMessage(LogLevel.Information, "{Protocol} listens on {Address}:{Port}")]
    private partial void LogListening(string protocol, IPAddress address, int port);
}
