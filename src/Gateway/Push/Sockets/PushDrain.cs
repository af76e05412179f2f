using Microsoft.Extensions.Hosting;
using Rooms.Contracts.Shutdown;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Tells every session when the process begins to stop, so that its client comes again elsewhere and not with all others at once; and ends those that are
/// still here when it stops, before the web server waits for them.
/// </summary>
internal sealed class PushDrain(Drain drain, PushLoops loops, IHostApplicationLifetime application) : IHostedService
{
    private CancellationTokenRegistration draining;
    private CancellationTokenRegistration stopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        draining = drain.Begun.UnsafeRegister(static state => ((PushDrain)state!).Tell(), this);
        stopping = application.ApplicationStopping.UnsafeRegister(static state => ((PushDrain)state!).End(), this);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await draining.DisposeAsync();
        await stopping.DisposeAsync();
    }

    private void Tell() => ForEach(connection => connection.Drain(TimeSpan.Zero, drain.Spread));

    private void End() => ForEach(static connection => connection.Close(PushEnds.ShuttingDown, WebSocketStatus.GoingAway));

    private void ForEach(Action<PushConnection> call)
    {
        foreach (var loop in loops.All)
            loop.Post(() =>
            {
                foreach (var connection in loop.Members.OfType<PushConnection>().ToArray()) call(connection);
            });
    }
}
