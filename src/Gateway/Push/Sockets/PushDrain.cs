using Microsoft.Extensions.Hosting;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Tells every session when the process begins to stop, so that its client comes again elsewhere and not with all others at once.</summary>
internal sealed class PushDrain(Drain drain, PushLoops loops) : IHostedService
{
    private CancellationTokenRegistration registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registration = drain.Begun.UnsafeRegister(static state => ((PushDrain)state!).Tell(), this);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await registration.DisposeAsync();

    private void Tell()
    {
        foreach (var loop in loops.All) loop.Post(() => Tell(loop));
    }

    private void Tell(PushLoop loop)
    {
        foreach (var connection in loop.Members.OfType<PushConnection>().ToArray()) connection.Drain(TimeSpan.Zero, drain.Spread);
    }
}
