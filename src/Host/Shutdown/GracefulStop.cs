using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;

namespace Rooms.Host.Shutdown;

/// <summary>
/// The way down: drain until nobody is left or the grace is over, then stop the services in their order. A service that hangs does not keep the
/// process: <see cref="StopDeadline"/> after the grace it ends all the same.
/// </summary>
internal sealed partial class GracefulStop(
    Drain drain, IEnumerable<IDraining> parts, IOptions<ShutdownOptions> options, IHostApplicationLifetime application, TimeProvider time,
    ILogger<GracefulStop> logger) : IDisposable
{
    /// <summary>
    /// For everything after the grace, so that the process is gone within grace and two seconds: this, a look's interval, and what
    /// <see cref="CoalescedTime"/> may add.
    /// </summary>
    public static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(1.5);

    /// <summary>The services' part of it; what is left flushes the journal and closes the store.</summary>
    public static readonly TimeSpan ServicesDeadline = TimeSpan.FromSeconds(1.2);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly IDraining[] parts = [.. parts];
    private ITimer? watchdog;

    public async Task RunAsync()
    {
        var grace = options.Value.Grace;
        var spread = options.Value.Spread < grace ? options.Value.Spread : grace;
        LogDraining(Left, grace);
        drain.Begin(spread);
        await WaitAsync(grace);
        LogStopping(Left);
        watchdog = time.CreateTimer(static _ => Environment.Exit(ExitCodes.StoppedLate), null, StopDeadline, Timeout.InfiniteTimeSpan);
        application.StopApplication();
    }

    public void Dispose() => watchdog?.Dispose();

    private int Left => parts.Sum(part => part.Left);

    private async Task WaitAsync(TimeSpan grace)
    {
        var began = time.GetTimestamp();
        using var look = new PeriodicTimer(LookInterval, time);
        while (Left > 0 && time.GetElapsedTime(began) < grace) await look.WaitForNextTickAsync();
    }

    [LoggerMessage(LogLevel.Information, "Stopping: new work is refused; {Left} publishers and viewers have up to {Grace}. A second signal ends at once")]
    private partial void LogDraining(int left, TimeSpan grace);

    [LoggerMessage(LogLevel.Information, "Closing everything; {Left} publishers and viewers are still here")]
    private partial void LogStopping(int left);
}
