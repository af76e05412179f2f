using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class WakeSignalTests
{
    private readonly WakeSignal signal = new();

    [Fact]
    public void Set_BeforeWait_IsNotLost()
    {
        signal.Set();
        signal.Set();

        var first = signal.WaitAsync(CancellationToken.None).AsTask();
        var second = signal.WaitAsync(CancellationToken.None).AsTask();

        Assert.Equal((true, false), (first.IsCompleted, second.IsCompleted));
    }

    [Fact]
    public async Task Set_WhileWaiting_Wakes()
    {
        var wait = signal.WaitAsync(CancellationToken.None).AsTask();

        signal.Set();

        await wait.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Cancel_WhileWaiting_EndsTheWaitAndTheNextOneWorks()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = signal.WaitAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(20)));
        signal.Set();
        await signal.WaitAsync(CancellationToken.None);
    }
}
