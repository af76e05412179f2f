namespace Rooms.Fuzz;

/// <summary>Runs one input under every check. The input lies between margins, twice with other bytes in them.</summary>
internal sealed class Execution(FuzzBody body, long allocationLimit)
{
    private const int Margin = 64;
    private readonly byte[] surroundings = new byte[Mutator.MaxLength + 2 * Margin];

    public Trace Trace { get; } = new();

    public Finding? Try(byte[] input)
    {
        try
        {
            var allocated = RunAmid(input, 0x00);
            var outcome = Trace.Hash;
            var isNew = Trace.IsNew;
            // Whoever reaches shared data first pays for it, once: what an input costs, it costs each time.
            if (allocated > allocationLimit) allocated = RunAmid(input, 0x00);
            if (allocated > allocationLimit) return new Finding(FindingKind.Allocation, $"{allocated} bytes allocated, limit {allocationLimit}", input);
            RunAmid(input, 0xA5);
            WasNew = isNew;
            return outcome == Trace.Hash ? null : new Finding(FindingKind.OverRead, "the outcome depends on bytes around the input", input);
        }
        catch (HangException hang)
        {
            return new Finding(FindingKind.Hang, hang.Message, input);
        }
        catch (Exception exception)
        {
            return new Finding(FindingKind.Exception, $"{exception.GetType().Name}: {exception.Message}", input);
        }
    }

    /// <summary>The last input did something that none before it had done.</summary>
    public bool WasNew { get; private set; }

    private long RunAmid(byte[] input, byte filler)
    {
        surroundings.AsSpan(0, input.Length + 2 * Margin).Fill(filler);
        input.CopyTo(surroundings, Margin);
        Trace.Begin(input.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        body(surroundings.AsSpan(Margin, input.Length), Trace);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
