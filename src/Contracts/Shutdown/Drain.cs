namespace Rooms.Contracts.Shutdown;

/// <summary>
/// A process on its way down, as its roles see it: once begun they take no new work and send their clients away over <see cref="Spread"/>, while
/// what runs goes on. One a process; it never goes back.
/// </summary>
public sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource begun = new();

    /// <summary>Set at the beginning; callbacks run there and must be short.</summary>
    public CancellationToken Begun => begun.Token;

    public bool IsBegun => begun.IsCancellationRequested;

    /// <summary>Over how long clients are sent away: all at once they would all knock at the next node in the same second.</summary>
    public TimeSpan Spread { get; private set; }

    public void Begin(TimeSpan spread)
    {
        Spread = spread;
        begun.Cancel();
    }

    /// <summary>A moment within the spread, for one client.</summary>
    public TimeSpan NextDeparture() => Spread * Random.Shared.NextDouble();

    public void Dispose() => begun.Dispose();
}
