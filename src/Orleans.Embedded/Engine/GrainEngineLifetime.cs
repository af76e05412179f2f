using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Ties the engine to the host: reminders start with it, activations end with it.</summary>
internal sealed class GrainEngineLifetime(GrainEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.Reminders?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(engine.Collection.DeactivationTimeout, engine.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await engine.StopAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            engine.Log.StopTimedOut(engine.Catalog.Activations.Count());
        }
        engine.Dispose();
    }
}
