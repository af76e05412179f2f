using System.Net;
using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Delivery;

/// <summary>`bench ledger`: the ledger at full size. The same code runs small in `./rooms check`.</summary>
internal static class LedgerBench
{
    public static async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var plan = new LedgerPlan { Rooms = options.Rooms[0], Sockets = options.Sockets[0], Deliveries = options.Deliveries, Kills = options.Kills };
        await using var server = await RoomsServer.StartAsync(cancellation);
        var result = await LedgerRun.RunAsync(new LedgerServer(server), plan, line => Console.Error.WriteLine(line), cancellation);
        Console.WriteLine(result);
        await ResultFile.SaveAsync("ledger", options, result, cancellation);
        return result.Findings.Total == 0;
    }

    private sealed class LedgerServer(RoomsServer server) : ILedgerServer
    {
        public IPEndPoint Sockets => new(IPAddress.Loopback, server.Address.Port);

        public HttpClient Http => server.Http;

        public Task<string> TokenAsync(string user, CancellationToken cancellation, params string[] roles) => server.TokenAsync(user, cancellation, roles);

        public Task KillAsync() => server.KillAsync();

        public Task RestartAsync(CancellationToken cancellation) => server.RestartAsync(cancellation);
    }
}
