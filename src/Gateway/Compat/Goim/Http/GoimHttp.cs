using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Compat.Side;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>Serves both push APIs on their ports while an app is configured.</summary>
internal sealed class GoimHttp(
    IServiceProvider services, IOptions<GoimOptions> options, IOptions<GoimV1Options> v1, IOptions<GoimV2Options> v2, GoimV1Api v1Api, GoimV2Api v2Api,
    GoimPorts ports, ILogger<SideServer> logger) : IHostedService, IDisposable
{
    private readonly SideServer v1Server = new(services, logger, "goim v1 push", $"{GoimV1Options.Section}:{nameof(GoimV1Options.HttpPort)}");
    private readonly SideServer v2Server = new(services, logger, "goim push", $"{GoimV2Options.Section}:{nameof(GoimV2Options.HttpPort)}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return;
        ports.V2Http = await StartAsync(v2Server, v2.Value.HttpPort, v2Api.AnswerAsync, cancellationToken);
        ports.V1Http = await StartAsync(v1Server, v1.Value.HttpPort, v1Api.AnswerAsync, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(v1Server.StopAsync(cancellationToken), v2Server.StopAsync(cancellationToken));

    public void Dispose()
    {
        v1Server.Dispose();
        v2Server.Dispose();
    }

    private async Task<int> StartAsync(SideServer server, int port, RequestDelegate answer, CancellationToken cancellation)
    {
        if (port < 0) return 0;
        await server.StartAsync(options.Value.HttpEndOf(port), GoimBody.MaxBytes, answer, cancellation);
        return server.Port;
    }
}
