using System.Runtime.InteropServices;

namespace Rooms.Host.Shutdown;

/// <summary>Instead of the framework's console lifetime, which would stop everything at the first signal: that one drains, a second ends at once.</summary>
internal sealed class SignalLifetime(GracefulStop stop) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];
    private int signals;
    private Task stopping = Task.CompletedTask;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => stopping.WaitAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1) stopping = stop.RunAsync();
        else Environment.Exit(ExitCodes.EndedAtOnce);
    }
}
