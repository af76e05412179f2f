namespace Rooms.MediaRelay.Frames;

/// <summary>The one clock of all streams: figures and ends of waiting, once a second.</summary>
internal sealed class LiveSweeper(LiveStreams streams, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) streams.Sweep();
    }
}
