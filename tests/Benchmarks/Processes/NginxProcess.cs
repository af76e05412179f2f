using System.Globalization;

namespace Rooms.Benchmarks.Processes;

/// <summary>nginx as Debian packs it, one worker, with a configuration of load/ in a scratch folder.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);
    private readonly Child master;
    private readonly string directory;

    private NginxProcess(Child master, string directory, int port)
    {
        this.master = master;
        this.directory = directory;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The worker's id.</summary>
    public int WorkerId { get; private set; }

    public static async Task<NginxProcess> StartAsync(string template, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("rooms-bench-nginx-").FullName;
        var port = Checkout.FreePort();
        var configuration = Path.Combine(directory, "nginx.conf");
        var text = await File.ReadAllTextAsync(Checkout.Load(template), cancellation);
        text = text.Replace("@DIR@", directory, StringComparison.Ordinal).Replace("@PORT@", $"{port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(configuration, text, cancellation);
        var master = Child.Start(Cores.Server, null, "nginx", "-p", directory, "-e", Path.Combine(directory, "error.log"), "-c", configuration);
        var server = new NginxProcess(master, directory, port);
        try
        {
            server.WorkerId = await server.FindWorkerAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
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
