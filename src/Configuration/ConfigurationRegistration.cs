using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Configuration.Files;

namespace Rooms.Configuration;

public static class ConfigurationRegistration
{
    /// <summary>Adds <c>Config:File</c> and the reload of all files. Call it first: what is added to the configuration later beats the file.</summary>
    public static WebApplicationBuilder AddConfigurationFiles(this WebApplicationBuilder builder)
    {
        List<string> faults = [];
        HoldReloads(builder.Configuration);
        AddFile(builder.Configuration, faults);
        MendLevels(builder.Configuration, faults);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddChecked<ConfigOptions>(ConfigOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ConfigOptions>>(new StartFaults(faults));
        builder.Services.AddSingleton(new ConfigurationFiles(builder.Configuration));
        builder.Services.AddSingleton<IOptionsCheck, LogLevels>();
        builder.Services.AddSingleton<ConfigurationReload>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ConfigurationReload>());
        return builder;
    }

    // The framework takes a changed file as it is, and empties everything for one that cannot be read; ConfigurationReload looks first.
    private static void HoldReloads(ConfigurationManager configuration)
    {
        IList<IConfigurationSource> sources = ((IConfigurationBuilder)configuration).Sources;
        for (var i = 0; i < sources.Count; i++)
            if (sources[i] is JsonConfigurationSource { ReloadOnChange: true } file)
                sources[i] = new JsonConfigurationSource { FileProvider = file.FileProvider, Path = file.Path!, Optional = file.Optional };
    }

    private static void AddFile(ConfigurationManager configuration, List<string> faults)
    {
        if (configuration["Config:File"] is not { Length: > 0 } path) return;
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var source = new JsonConfigurationSource { Path = Path.GetFullPath(path) };
        source.ResolveFileProvider();
        try
        {
            // Behind the installation's own files, before environment and arguments.
            sources.Insert(sources.IndexOf(sources.OfType<JsonConfigurationSource>().Last()) + 1, source);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            sources.Remove(source);
            faults.Add($"Config:File = '{path}': wanted a JSON file that can be read ({e.InnerException?.Message ?? e.Message})");
        }
    }

    private static void MendLevels(ConfigurationManager configuration, List<string> faults)
    {
        var wrong = LogLevels.Wrong(configuration).ToDictionary();
        if (wrong.Count == 0) return;
        new LogLevels().Check(configuration, faults);
        // Only so that there is a logger until the faults are told: the start ends with them.
        configuration.AddInMemoryCollection(wrong.Keys.Select(key => KeyValuePair.Create(key, (string?)nameof(LogLevel.Information))));
    }
}
