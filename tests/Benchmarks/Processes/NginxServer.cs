using System.Globalization;

namespace Rooms.Benchmarks.Processes;

/// <summary>nginx-rtmp as Debian packs it, one worker.</summary>
internal sealed class NginxServer : ILiveServer
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);
    private readonly Child master;
    private readonly string directory;
    private readonly int port;
    private int streams;

    private NginxServer(Child master, string directory, int port)
    {
        this.master = master;
        this.directory = directory;
        this.port = port;
    }

    public int ProcessId { get; private set; }

    public static async Task<NginxServer> StartAsync(CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("rooms-bench-nginx-").FullName;
        var port = Checkout.FreePort();
        var configuration = Path.Combine(directory, "nginx.conf");
        var text = await File.ReadAllTextAsync(Checkout.Load("nginx-rtmp.conf"), cancellation);
        text = text.Replace("@DIR@", directory, StringComparison.Ordinal).Replace("@PORT@", $"{port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(configuration, text, cancellation);
        var master = Child.Start(Cores.Server, null, "nginx", "-p", directory, "-e", Path.Combine(directory, "error.log"), "-c", configuration);
        var server = new NginxServer(master, directory, port);
        try
        {
            server.ProcessId = await server.FindWorkerAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task<LiveUrls> NewStreamAsync(CancellationToken cancellation)
    {
        var url = new Uri($"rtmp://127.0.0.1:{port}/live/bench-{++streams}");
        return Task.FromResult(new LiveUrls(url, url, null));
    }

    public async ValueTask DisposeAsync()
    {
        await master.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    // The master only waits; its one child does the work.
    private async Task<int> FindWorkerAsync(CancellationToken cancellation)
    {
        for (var left = StartDeadline; left > TimeSpan.Zero && !master.HasExited; left -= TimeSpan.FromMilliseconds(50))
        {
            var children = await File.ReadAllTextAsync($"/proc/{master.Id}/task/{master.Id}/children", cancellation);
            if (children.Length > 0) return int.Parse(children.Split(' ')[0], CultureInfo.InvariantCulture);
            await Task.Delay(50, cancellation);
        }
        throw new BenchException($"nginx has no worker: {master.Output}");
    }
}
