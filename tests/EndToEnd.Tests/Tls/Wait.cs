namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>For what the server does by itself and tells nobody outside, such as looking at its files once a second.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition()) await pause.WaitForNextTickAsync(deadline.Token);
    }
}
