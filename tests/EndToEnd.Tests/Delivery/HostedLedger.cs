using System.Net;
using Rooms.Benchmarks.Delivery;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>The host under the ledger: killed and started again it has the same port and data. Sockets go through a proxy where one is given.</summary>
internal sealed class HostedLedger : ILedgerServer, IAsyncDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("rooms-ledger-").FullName;
    private readonly string[] arguments = ["--urls", $"http://127.0.0.1:{FreePort.Find()}", "--Limits:HalfOpenPerAddress", "4096", "--Push:HalfOpenPerAddress", "65536"];
    private readonly PlantedFault? fault;
    private RunningHost? host;

    private HostedLedger(PlantedFault? fault) => this.fault = fault;

    public FaultProxy? Proxy { get; private set; }

    public IPEndPoint Sockets => Proxy?.Address ?? new IPEndPoint(IPAddress.Loopback, host!.Address.Port);

    public HttpClient Http { get; private set; } = null!;

    public static async Task<HostedLedger> StartAsync(PlantedFault? fault = null)
    {
        var ledger = new HostedLedger(fault);
        try
        {
            await ledger.StartHostAsync();
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    public async Task<string> TokenAsync(string user, CancellationToken cancellation, params string[] roles)
    {
        using var client = await host!.ClientAsync(user, roles);
        return client.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    public Task KillAsync() => host!.KillAsync();

    public async Task RestartAsync(CancellationToken cancellation)
    {
        await host!.DisposeAsync();
        host = await RunningHost.StartAsync(data, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null) await Proxy.DisposeAsync();
        Http?.Dispose();
        if (host is not null) await host.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task StartHostAsync()
    {
        host = await RunningHost.StartAsync(data, arguments);
        Http = await host.ClientAsync("backend", "backend", "anchor");
        if (fault is { } planted) Proxy = new FaultProxy(Sockets, planted);
    }
}
