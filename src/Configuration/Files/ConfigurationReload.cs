using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Configuration.Files;

/// <summary>
/// Looks at the configuration's files now and then. What changed is read beside what is in use and looked over as at a start: everything right is
/// taken as a whole, anything wrong and nothing is taken.
/// </summary>
internal sealed partial class ConfigurationReload(
    IConfiguration configuration, ConfigurationFiles files, IEnumerable<IOptionsCheck> checks, IEnumerable<IRenewable> renewables,
    IOptions<ConfigOptions> options, TimeProvider time, ILogger<ConfigurationReload> logger) : BackgroundService
{
    private WatchedFiles watched = files.Watch(configuration);
    private string? untaken;

    /// <summary>True: the files have changed and are in use now.</summary>
    public bool Check()
    {
        if (!watched.HaveChanged()) return false;
        if (FindFaults() is { Count: > 0 } faults)
        {
            LogKept(string.Join("; ", faults.Distinct()));
            return false;
        }
        if (!TryTake()) return false;
        // A changed file may name other files of secrets.
        watched = files.Watch(configuration);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadSeconds == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ReloadSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Check();
    }

    private List<string> FindFaults()
    {
        List<string> faults = [];
        using var candidate = files.ReadAnew(faults);
        if (candidate is null) return faults;
        foreach (var check in checks) check.Check(candidate, faults);
        return faults;
    }

    private bool TryTake()
    {
        try
        {
            ((IConfigurationRoot)configuration).Reload();
            foreach (var renewable in renewables) renewable.Renew();
            untaken = null;
            LogTaken();
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or OptionsValidationException)
        {
            // It changed again since it was looked over: the next look finds that. Told once, however often it is looked at.
            if (e.Message != untaken) LogKept(untaken = e.Message);
            watched.Doubt();
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The configuration was read anew: apps, keys, limits, origins and log levels count from now on, the rest at the next start")]
    private partial void LogTaken();

    [LoggerMessage(LogLevel.Warning, "The changed configuration has faults, the old one stays in use: {Faults}")]
    private partial void LogKept(string faults);
}
