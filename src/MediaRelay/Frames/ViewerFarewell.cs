using Rooms.Contracts.Shutdown;

namespace Rooms.MediaRelay.Frames;

/// <summary>While the process drains: sends the viewers away, the same number a step until the spread is over, and then whoever is still here.</summary>
internal sealed class ViewerFarewell(Drain drain, FanOut fanOut, TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var begun = CancellationTokenSource.CreateLinkedTokenSource(drain.Begun, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, begun.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested) return;
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            for (var steps = Math.Max(1, (int)(drain.Spread / Step)); ; steps = Math.Max(1, steps - 1))
            {
                fanOut.Dismiss(steps, ViewerEnd.Draining);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
