namespace Rooms.Gateway.Vetoes;

/// <summary>What one hook of one app has of its own: a breaker, and a bound for the questions that are on their way.</summary>
internal sealed class VetoGate(TimeProvider time)
{
    // At 50 ms an answer these are 1,280 questions a second.
    private const int MaxAtOnce = 64;

    private int asking;

    public VetoBreaker Breaker { get; } = new(time);

    /// <summary>False: too many are being asked.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref asking) <= MaxAtOnce) return true;
        Interlocked.Decrement(ref asking);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref asking);
}
