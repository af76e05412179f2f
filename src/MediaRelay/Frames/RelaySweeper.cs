namespace Rooms.MediaRelay.Frames;

/// <summary>The relay's one clock: figures and ends of waiting, once a second. One, because every timer wakes two threads.</summary>
internal sealed class RelaySweeper(IEnumerable<ISwept> swept, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var each in swept) each.Sweep();
    }
}
