using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Rooms.Configuration;

public static class CheckedOptionsRegistration
{
    public static IServiceCollection AddChecked<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(provider => new CheckedOptions<T>(provider.GetRequiredService<IConfiguration>(), section));
        services.AddSingleton<IConfigureOptions<T>>(provider => provider.GetRequiredService<CheckedOptions<T>>());
        services.AddSingleton<IValidateOptions<T>>(provider => provider.GetRequiredService<CheckedOptions<T>>());
        services.AddOptions<T>().ValidateOnStart();
        return services;
    }
}
