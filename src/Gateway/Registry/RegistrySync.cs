using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Registry;

/// <summary>
/// Keeps <see cref="StoredApps"/> up to date: at once in the process that made a change, within <see cref="Period"/> in the others. A registry that
/// does not answer takes nothing away.
/// </summary>
internal sealed partial class RegistrySync(GrainCalls grains, StoredApps stored, TimeProvider time, ILogger<RegistrySync> logger) : BackgroundService
{
    /// <summary>A revoked key is refused everywhere after this long; one small grain call a process.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private bool isTold;

    /// <summary>Before the server takes requests: nobody's key is unknown for the first second.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Asks for what is new; what fails is tried again at the next tick.</summary>
    public async Task TryReadAsync(CancellationToken cancellation)
    {
        try
        {
            await ReadAsync(cancellation);
            isTold = false;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // Once an outage.
            if (!isTold) LogNotRead(e.Message);
            isTold = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryReadAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var image = await grains.GetAsync<IAppRegistryGrain, RegistryImage?>(
            IAppRegistryGrain.Key, registry => registry.GetAsync(stored.Version, cancellation), cancellation);
        if (image is not null) stored.Take(image);
    }
}
