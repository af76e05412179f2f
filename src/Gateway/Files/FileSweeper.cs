using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Files;

/// <summary>Runs <see cref="FileSweep"/> again and again.</summary>
internal sealed partial class FileSweeper(FileSweep sweep, TimeProvider time, ILogger<FileSweeper> logger) : BackgroundService
{
    /// <summary>A file outlives its room's 24 h by this much at most where there are no more than 500 rooms with files; by more with more.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryRunAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            if (await sweep.RunAsync(cancellation) is > 0 and var rooms) LogRemoved(rooms);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next pass tries again.
            LogFailed(fault.Message);
        }
    }
}
