namespace Rooms.Fuzz;

/// <summary>Makes a finding's input smaller while it stays the same kind of finding: cut blocks, then set bytes to zero.</summary>
internal sealed class Minimizer(Execution execution)
{
    // Enough for an input of the largest length; a bound for one that resists.
    private const int MaxRuns = 20_000;
    private int runs;

    public Finding Minimize(Finding finding)
    {
        for (var block = Math.Max(1, finding.Input.Length / 2); block > 0; block /= 2)
            for (var at = 0; at + block <= finding.Input.Length;)
                if (!TryKeep([.. finding.Input[..at], .. finding.Input[(at + block)..]], ref finding)) at += block;
        for (var at = 0; at < finding.Input.Length; at++)
            if (finding.Input[at] != 0) TryKeep([.. finding.Input[..at], 0, .. finding.Input[(at + 1)..]], ref finding);
        return finding;
    }

    private bool TryKeep(byte[] candidate, ref Finding finding)
    {
        if (runs++ >= MaxRuns || execution.Try(candidate) is not { } smaller || smaller.Kind != finding.Kind) return false;
        finding = smaller;
        return true;
    }
}
