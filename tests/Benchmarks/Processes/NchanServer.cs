namespace Rooms.Benchmarks.Processes;

/// <summary>nchan in nginx.</summary>
internal sealed class NchanServer : IPushServer
{
    private readonly NginxProcess nginx;

    private NchanServer(NginxProcess nginx) => this.nginx = nginx;

    public int ProcessId => nginx.WorkerId;

    public string Endpoint => $"127.0.0.1:{nginx.Port}";

    // A post is answered after it has been sent to all: many at once, so that the publishers are not the limit.
    public string[] LoadArguments => ["-s", "nchan", "-u", "/subscribe", "-w", "/publish", "-k", "64"];

    public static async Task<NchanServer> StartAsync(CancellationToken cancellation) => new(await NginxProcess.StartAsync("nginx-nchan.conf", cancellation));

    public Task SetWindowAsync(int milliseconds, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => nginx.DisposeAsync();
}
