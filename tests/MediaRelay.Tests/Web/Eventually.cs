namespace Rooms.MediaRelay.Tests.Web;

/// <summary>For what another thread brings about and announces nowhere.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task BecomesAsync<T>(Func<T> read, T expected) => BecomesAsync(() => Task.FromResult(read()), expected);

    public static async Task BecomesAsync<T>(Func<Task<T>> read, T expected)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await read() is var found && !EqualityComparer<T>.Default.Equals(found, expected))
        {
            Assert.False(deadline.IsCancellationRequested, $"still {found}, not {expected}, after {Deadline}");
            await Task.Delay(Pause);
        }
    }
}
