using Microsoft.Extensions.DependencyInjection;

namespace Rooms.Gateway.Registry;

internal static class RegistryServices
{
    public static void AddRegistry(this IServiceCollection services) => services
        .AddSingleton<StoredApps>().AddSingleton<KeyReader>().AddSingleton<RegistrySync>()
        .AddSingleton<RegistryCommands>().AddSingleton<AppSecrets>()
        .AddHostedService(provider => provider.GetRequiredService<RegistrySync>());
}
