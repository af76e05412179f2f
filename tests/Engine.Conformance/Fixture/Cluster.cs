using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using Rooms.Testing;

namespace Rooms.Engine.Conformance.Fixture;

/// <summary>
/// A host with the engine of this build and everything that the tests' grains need. Real time: short limits, long patience.
/// </summary>
public sealed partial class Cluster : IAsyncDisposable
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);
    private readonly IHost host;

    private Cluster(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public Probe Probe => host.Services.GetRequiredService<Probe>();

    public IServiceProvider Services => host.Services;

    public static async Task<Cluster> StartAsync(SharedStorage storage, ReminderShelf shelf, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddSingleton<IGrainStorage>(storage);
        builder.Services.AddKeyedSingleton<IGrainStorage>(SharedStorage.Name, storage);
        builder.UseOrleans(silo =>
        {
            UseEngine(silo, shelf);
            silo.AddMemoryGrainStorage("memory");
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromSeconds(2);
                options.CollectionQuantum = TimeSpan.FromSeconds(1);
                // Some tests leave calls that never end.
                options.DeactivationTimeout = TimeSpan.FromSeconds(2);
            });
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new Cluster(host);
    }

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>What differs: how the silo is joined up, where reminders last.</summary>
    static partial void UseEngine(ISiloBuilder silo, ReminderShelf shelf);
}
