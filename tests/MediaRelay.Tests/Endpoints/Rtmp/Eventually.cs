using System.Runtime.CompilerServices;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>Waits for what another thread is about to do and gives no signal of.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string phase = "")
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"not within 20 s: {phase}");
            await poll.WaitForNextTickAsync();
        }
    }
}
