namespace Rooms.Fuzz;

/// <summary>A loop inside one parser call spends no steps and cannot be interrupted: save its input and end the process.</summary>
internal sealed class Watchdog : IDisposable
{
    // A run takes microseconds, minimising a finding seconds.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private readonly Timer timer;
    private volatile byte[]? current;
    private byte[]? before;

    public Watchdog() => timer = new Timer(_ => Look(), null, Period, Period);

    public void Watch(byte[] input) => current = input;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var input = current;
        if (input is not null && ReferenceEquals(input, before))
            Environment.FailFast($"A parser call did not return within {Period}: {Artifact.Save("hang", input)}");
        before = input;
    }
}
