namespace Rooms.Fuzz;

/// <summary>
/// What a parser did with one input: a running hash, to compare two runs; the transitions between outcomes, to see whether an input did
/// something new; and the steps, to stop one that does not end.
/// </summary>
internal sealed class Trace
{
    private const int EdgeCount = 1 << 16;
    private readonly bool[] seen = new bool[EdgeCount];
    private long stepsLeft;
    private long steps;
    private uint previous;

    public ulong Hash { get; private set; }

    /// <summary>A transition occurred that no input before had.</summary>
    public bool IsNew { get; private set; }

    public void Begin(int inputLength)
    {
        // A parser that consumes at least one byte in 16 steps, plus a constant for empty inputs.
        stepsLeft = steps = 10_000 + 16L * inputLength;
        Hash = 14695981039346656037;
        IsNew = false;
        previous = 0;
    }

    /// <summary>A step of kind <paramref name="outcome"/>, a small number: a status, a marker, a message type.</summary>
    public void Step(int outcome)
    {
        if (--stepsLeft < 0) throw new HangException(steps);
        Note(outcome);
        var edge = (previous * 31 + (uint)outcome) % EdgeCount;
        IsNew |= !seen[edge];
        seen[edge] = true;
        previous = (uint)outcome;
    }

    /// <summary>A value that belongs to the outcome but is no kind: a length, a time, bytes.</summary>
    public void Note(long value) => Hash = (Hash ^ (ulong)value) * 1099511628211;

    public void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) Note(value);
    }
}
