namespace Rooms.Benchmarks.Processes;

/// <summary>nginx-rtmp.</summary>
internal sealed class NginxServer : ILiveServer
{
    private readonly NginxProcess nginx;
    private int streams;

    private NginxServer(NginxProcess nginx) => this.nginx = nginx;

    public int ProcessId => nginx.WorkerId;

    public static async Task<NginxServer> StartAsync(CancellationToken cancellation) => new(await NginxProcess.StartAsync("nginx-rtmp.conf", cancellation));

    public Task<LiveUrls> NewStreamAsync(CancellationToken cancellation)
    {
        var url = new Uri($"rtmp://127.0.0.1:{nginx.Port}/live/bench-{++streams}");
        return Task.FromResult(new LiveUrls(url, url, null));
    }

    public ValueTask DisposeAsync() => nginx.DisposeAsync();
}
