namespace Rooms.Benchmarks.Processes;

/// <summary>load/bare.c: a loop of send(2) and nothing else. What it takes is the kernel's, and no server takes less.</summary>
internal sealed class BareServer : IPushServer
{
    private static readonly TimeSpan CompileDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);
    private readonly Child child;

    private BareServer(Child child, int port)
    {
        this.child = child;
        Endpoint = $"127.0.0.1:{port}";
    }

    public int ProcessId => child.Id;

    public string Endpoint { get; }

    public string[] LoadArguments => ["-s", "nchan", "-u", "/subscribe", "-w", "/publish", "-k", "64"];

    public static async Task<BareServer> StartAsync(CancellationToken cancellation)
    {
        var program = Path.Combine(Checkout.Artifacts, "bare");
        await Child.RunAsync(Cores.Load, CompileDeadline, cancellation, "gcc", "-O2", "-o", program, Checkout.Load("bare.c"));
        var port = Checkout.FreePort();
        var child = Child.Start(Cores.Server, "ready", program, $"{port}");
        try
        {
            await child.WaitForLineAsync(StartDeadline, cancellation);
            return new BareServer(child, port);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public Task SetWindowAsync(int milliseconds, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
