namespace Rooms.Benchmarks.Processes;

/// <summary>Our host with one open room; every client is a user of its own.</summary>
internal sealed class RoomsPushServer : IPushServer
{
    private const string Room = "bench";
    // The largest budget a room may have: it refuses nothing here.
    private const int MostMessagesPerSecond = 100_000;
    private readonly string tokenFile;

    private RoomsPushServer(RoomsServer server, string tokenFile)
    {
        Server = server;
        this.tokenFile = tokenFile;
    }

    public RoomsServer Server { get; }

    public int ProcessId => Server.ProcessId;

    public string Endpoint => $"{Server.Address.Host}:{Server.Address.Port}";

    public string[] LoadArguments => ["-s", "rooms", "-u", "/ws", "-r", Room, "-t", tokenFile];

    public static async Task<RoomsPushServer> StartAsync(int users, CancellationToken cancellation)
    {
        var server = await RoomsServer.StartAsync(cancellation);
        var tokenFile = Path.GetTempFileName();
        var started = new RoomsPushServer(server, tokenFile);
        try
        {
            await server.PostAsync("/v1/rooms", new { scene = "live", name = Room, id = Room }, cancellation);
            await started.WriteTokensAsync(users, cancellation);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async Task SetWindowAsync(int milliseconds, CancellationToken cancellation) =>
        await Server.PatchAsync($"/v1/rooms/{Room}", new { tick = milliseconds, budget = MostMessagesPerSecond }, cancellation);

    /// <summary>Messages over REST; answers the number of the last event.</summary>
    public async Task<long> SayAsync(int messages, CancellationToken cancellation)
    {
        long last = 0;
        for (var i = 0; i < messages; i++)
            last = (long)(await Server.PostAsync($"/v1/rooms/{Room}/messages", new { text = $"missed {i}" }, cancellation))["seq"]!;
        return last;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(tokenFile);
    }

    // The first line is the publishers': a backend is exempt from limits for users.
    private Task WriteTokensAsync(int users, CancellationToken cancellation)
    {
        var tokens = Server.Tokens;
        var viewers = Enumerable.Range(1, users).Select(i => tokens.Make($"viewer-{i}", "user"));
        return File.WriteAllLinesAsync(tokenFile, viewers.Prepend(tokens.Make("publisher", "backend")), cancellation);
    }
}
