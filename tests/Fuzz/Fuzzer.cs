using System.Diagnostics;

namespace Rooms.Fuzz;

/// <summary>Mutates seeds, keeps what did something new, until a finding, the time or the number of runs.</summary>
internal sealed class Fuzzer(FuzzBody body, long allocationLimit, IReadOnlyList<byte[]> seeds, int seed)
{
    // Past this the corpus helps no more and costs memory.
    private const int MaxCorpus = 2000;

    public long Runs { get; private set; }

    public int CorpusSize { get; private set; }

    /// <summary>Null: nothing found. A finding comes minimised. <paramref name="duration"/> may be infinite, then the runs count.</summary>
    public Finding? Hunt(TimeSpan duration, long? maxRuns)
    {
        var execution = new Execution(body, allocationLimit);
        using var watchdog = new Watchdog();
        var corpus = new List<byte[]>(seeds);
        var mutator = new Mutator(new Random(seed));
        // The first run of everything pays for static data that later runs share.
        foreach (var known in seeds) execution.Try(known);
        foreach (var known in seeds)
            if (Try(execution, watchdog, known) is { } regression) return regression;
        var clock = Stopwatch.StartNew();
        while ((duration == Timeout.InfiniteTimeSpan || clock.Elapsed < duration) && !(Runs >= maxRuns))
        {
            var input = mutator.Mutate(corpus);
            if (Try(execution, watchdog, input) is { } finding) return finding;
            if (execution.WasNew && corpus.Count < MaxCorpus) corpus.Add(input);
            CorpusSize = corpus.Count;
        }
        return null;
    }

    private Finding? Try(Execution execution, Watchdog watchdog, byte[] input)
    {
        Runs++;
        watchdog.Watch(input);
        return execution.Try(input) is { } finding ? new Minimizer(execution).Minimize(finding) : null;
    }
}
