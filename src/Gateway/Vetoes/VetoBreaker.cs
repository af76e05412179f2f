namespace Rooms.Gateway.Vetoes;

/// <summary>
/// Stops asking a backend that does not answer: after five failures in a row it is left alone for five seconds, then one question finds out whether it is
/// back. Any thread. Not Polly's breaker, which counts a share within a window, not a row.
/// </summary>
internal sealed class VetoBreaker(TimeProvider time)
{
    public const int FailuresInARow = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private int inARow;
    private long askedAgainFrom;

    /// <summary>False: do not ask.</summary>
    public bool MayAsk()
    {
        lock (gate)
        {
            if (inARow < FailuresInARow) return true;
            var now = time.GetTimestamp();
            if (now < askedAgainFrom) return false;
            // The others wait for this one's outcome.
            askedAgainFrom = now + InTicks(Pause);
            return true;
        }
    }

    public void Succeeded()
    {
        lock (gate) inARow = 0;
    }

    /// <summary>True: it is left alone from now on.</summary>
    public bool Failed()
    {
        lock (gate)
        {
            if (++inARow < FailuresInARow) return false;
            askedAgainFrom = time.GetTimestamp() + InTicks(Pause);
            return inARow == FailuresInARow;
        }
    }

    private long InTicks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
