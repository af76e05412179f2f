using Rooms.Contracts.Control;

namespace Rooms.Gateway.Tests.Support;

/// <summary>A media node that carries nothing, at its end of the pipe. Says that it is alive, as nodes do: a silent one is lost after 10 s.</summary>
internal sealed class FakeNode(ControlPipe pipe) : IAsyncDisposable
{
    public const string Id = "n1";

    private static readonly TimeSpan LoadEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private Task loads = Task.CompletedTask;

    public UrlKeys Keys { get; private set; } = new([], []);

    public async Task RegisterAsync()
    {
        await SendAsync(new Register { Node = Id, Session = "c1", RtmpPort = 1935, MaxViewers = 1000 });
        Keys = Assert.IsType<Registered>(await ReceiveAsync()).UrlKeys;
        loads = SendLoadsAsync();
    }

    public ValueTask SendAsync(ControlMessage message) => pipe.RelayEnd.SendAsync(message, default);

    public async Task<ControlMessage?> ReceiveAsync() => await pipe.RelayEnd.ReceiveAsync(default).AsTask().WaitAsync(Deadline.Generous);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loads;
        stop.Dispose();
    }

    private async Task SendLoadsAsync()
    {
        using var timer = new PeriodicTimer(LoadEvery);
        try
        {
            do await SendAsync(new Load());
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Disposed: the test is over.
        }
    }
}
