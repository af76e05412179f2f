using Rooms.Benchmarks.SignalR;

namespace Rooms.Benchmarks.Processes;

/// <summary>ASP.NET Core SignalR of the runtime that is installed, in a process of its own.</summary>
internal sealed class SignalRServer : IPushServer
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private readonly Child child;

    private SignalRServer(Child child, int port)
    {
        this.child = child;
        Endpoint = $"127.0.0.1:{port}";
    }

    public int ProcessId => child.Id;

    public string Endpoint { get; }

    // Every post waits until it has been written to all: many at once, so that the publishers are not the limit.
    public string[] LoadArguments => ["-s", "signalr", "-u", SignalRHost.Hub, "-w", SignalRHost.Publish, "-k", "64"];

    public static async Task<SignalRServer> StartAsync(CancellationToken cancellation)
    {
        var port = Checkout.FreePort();
        var child = Child.Start(Cores.Server, SignalRHost.Ready, "dotnet", typeof(SignalRServer).Assembly.Location, SignalRHost.Command, $"{port}");
        try
        {
            await child.WaitForLineAsync(StartDeadline, cancellation);
            return new SignalRServer(child, port);
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
