using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

public static class OrleansSiloGenericHostExtensions
{
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        AddEngine(hostAppBuilder.Services);
        configureDelegate(new SiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.ConfigureServices((context, services) =>
        {
            AddEngine(services);
            configureDelegate(new SiloBuilder(services, context.Configuration));
        });

    private static void AddEngine(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(GrainEngine))) return;
        services.AddOptions().AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GrainTypes>();
        services.AddSingleton<GrainEngine>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.AddHostedService<GrainEngineLifetime>();
    }

    private sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;
}
