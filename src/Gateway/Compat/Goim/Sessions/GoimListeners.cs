using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Edge;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>Listens for the clients of both generations while an app is configured.</summary>
internal sealed partial class GoimListeners(GoimParts parts, PushParts push, IOptions<GoimOptions> options, GoimPorts ports, ILogger<GoimListeners> logger) : IHostedService
{
    private const string Path = "/sub";

    // A packet, and what may stand behind it; v1's JSON around a body.
    private const int MaxWebSocketMessage = 8 * 1024;

    private readonly List<PushListener> listeners = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return Task.CompletedTask;
        ports.V2Tcp = Listen(parts.V2.TcpPort, GoimV2Options.Section, nameof(GoimV2Options.TcpPort), Tcp("goim", GoimPacket.MaxBodyV2, GoimForm.V2Tcp));
        ports.V2WebSocket = Listen(parts.V2.WsPort, GoimV2Options.Section, nameof(GoimV2Options.WsPort), WebSocket("goim-ws", GoimForm.V2WebSocket));
        ports.V1Tcp = Listen(parts.V1.TcpPort, GoimV1Options.Section, nameof(GoimV1Options.TcpPort), Tcp("goim-v1", GoimPacket.MaxBodyV1, GoimForm.V1Tcp));
        ports.V1WebSocket = Listen(parts.V1.WsPort, GoimV1Options.Section, nameof(GoimV1Options.WsPort), WebSocket("goim-v1-ws", GoimForm.V1Json));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners) await listener.DisposeAsync();
        listeners.Clear();
    }

    private PushSurface Tcp(string name, int maxBody, GoimForm form) => new(name, IsWebSocket: false, GoimPacket.HeaderLength + maxBody, _ => Create(form));

    private PushSurface WebSocket(string name, GoimForm form) => new(name, IsWebSocket: true, MaxWebSocketMessage, _ => Create(form));

    private GoimSession Create(GoimForm form) => form is GoimForm.V2Tcp or GoimForm.V2WebSocket ? new GoimV2Session(parts, form) : new GoimV1Session(parts, form);

    private int Listen(int port, string section, string name, PushSurface surface)
    {
        if (port < 0) return 0;
        var place = new PushPort(options.Value.EndOf(port), Listeners.Goim, $"{section}:{name}");
        // v2 drops what is not for it; v1's HTTP server answers.
        var listener = surface.IsWebSocket
            ? PushListener.Start(place, [new PushRoute(Path, surface)], push, isSilent: section == GoimV2Options.Section)
            : PushListener.Start(place, surface, push);
        listeners.Add(listener);
        LogListening(surface.Name, listener.EndPoint);
        return listener.EndPoint.Port;
    }

    [LoggerMessage(LogLevel.Information, "{Protocol} listens on {EndPoint}")]
    private partial void LogListening(string protocol, IPEndPoint endPoint);
}
