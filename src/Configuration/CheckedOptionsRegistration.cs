using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Rooms.Configuration;

public static class CheckedOptionsRegistration
{
    /// <summary>Options of a section that are checked before the start and before every reload; <see cref="ReloadableAttribute"/> ones follow a reload.</summary>
    public static IServiceCollection AddChecked<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        services.AddSingleton(provider => new CheckedOptions<T>(provider.GetRequiredService<IConfiguration>(), section));
        services.AddSingleton<IConfigureOptions<T>>(provider => provider.GetRequiredService<CheckedOptions<T>>());
        services.AddSingleton<IValidateOptions<T>>(provider => provider.GetRequiredService<CheckedOptions<T>>());
        services.AddSingleton<IOptionsCheck>(provider => provider.GetRequiredService<CheckedOptions<T>>());
        return services.AddReloadable<T>();
    }

    /// <summary>For options with a reader of their own, which is registered as configuration, validation and <see cref="IOptionsCheck"/>.</summary>
    public static IServiceCollection AddReloadable<T>(this IServiceCollection services)
        where T : class
    {
        services.AddOptions<T>().ValidateOnStart();
        if (!typeof(T).IsDefined(typeof(ReloadableAttribute))) return services;
        services.AddSingleton<ReloadableOptions<T>>();
        services.AddSingleton<IOptionsMonitor<T>>(provider => provider.GetRequiredService<ReloadableOptions<T>>());
        services.AddSingleton<IRenewable>(provider => provider.GetRequiredService<ReloadableOptions<T>>());
        return services;
    }
}
