namespace Rooms.Benchmarks.Push;

/// <summary>The bars of the design (section 7), each against this run's own figures.</summary>
internal static class PushGoals
{
    private const string Nchan = "nchan";
    private const string Bare = "bare";
    // What one write has to carry before its own cost no longer decides.
    private const double ManyMessages = 20;
    private const double ManyMicroseconds = 0.6;
    private const double ManyTimesPeer = 5;
    private const double OneMicroseconds = 8;
    // docs/benchmark_comet.md of goim: merged over up to a second, about one in ten lost.
    private const double GoimDeliveriesPerCoreSecond = 1_600_000;
    private const int GoimWindow = 1000;
    private const double IdleBytes = 6 * 1024;

    public static IEnumerable<PushGoal> Judge(PushResults results)
    {
        var ours = results.Runs.Where(run => run.Server == PushBench.Ours && run.Load.Delivered > 0).ToArray();
        var nchan = results.Runs.Where(run => run.Server == Nchan && run.Load.Delivered > 0).ToArray();
        var bare = results.Runs.Where(run => run.Server == Bare && run.Load.Delivered > 0).ToArray();
        if (ours.Length > 0) yield return Complete(ours);
        foreach (var goal in Many([.. ours.Where(run => run.Cell.Window > 0 && run.Cell.MessagesPerFlush >= ManyMessages)], nchan)) yield return goal;
        foreach (var goal in One([.. ours.Where(run => run.Cell.MessagesPerFlush <= 1)], nchan, bare)) yield return goal;
        if (ours.Where(run => run.Cell.Window == GoimWindow && IsComplete(run)).MinBy(run => run.Load.Microseconds) is { } best)
        {
            var perCore = 1e6 / best.Load.Microseconds;
            yield return new PushGoal(
                "goim's edge: merged over 1 s, per core-second", "> 1.6 M, nothing lost", $"{perCore / 1e6:0.00} M ({best.Cell.Sockets} sockets, {best.Cell.Rate}/s)",
                perCore > GoimDeliveriesPerCoreSecond);
        }
        foreach (var goal in Memory(results.Idle.Where(sample => sample.Server == PushBench.Ours))) yield return goal;
    }

    // What a first thousand makes the heap grow by is the process's, once: a socket costs what more of them cost more.
    private static IEnumerable<PushGoal> Memory(IEnumerable<IdleSample> ours)
    {
        var (sockets, bytes) = (0, 0.0);
        foreach (var size in ours.GroupBy(sample => sample.Sockets).OrderBy(size => size.Key))
        {
            var all = Statistics.Median(size.Select(sample => sample.IdleBytes)) * size.Key;
            var each = (all - bytes) / (size.Key - sockets);
            var what = sockets == 0 ? $"memory of an idle socket, the first {size.Key} and what they load" : $"memory of an idle socket, from {sockets} to {size.Key}";
            yield return new PushGoal(what, "<= 6 KiB", $"{each / 1024:0.0} KiB", each <= IdleBytes);
            (sockets, bytes) = (size.Key, all);
        }
    }

    private static PushGoal Complete(PushSample[] ours)
    {
        var incomplete = ours.Where(run => !IsComplete(run)).ToArray();
        return new PushGoal(
            "everything accepted was delivered, once", "all runs", incomplete.Length == 0 ? $"{ours.Length} runs" : $"not in {incomplete.Length} of {ours.Length} runs", incomplete.Length == 0);
    }

    private static IEnumerable<PushGoal> Many(PushSample[] ours, PushSample[] nchan)
    {
        if (ours.Length == 0) yield break;
        var median = Statistics.Median(ours.Select(run => run.Load.Microseconds));
        yield return new PushGoal("a flush carries 20 or more: us a delivery, median", "<= 0.6", $"{median:0.000}", median <= ManyMicroseconds);
        if (nchan.Length == 0) yield break;
        var peer = nchan.Min(run => run.Load.Microseconds);
        yield return new PushGoal("the same against nchan's best of this run", ">= 5 times", $"{peer / median:0.0} times ({peer:0.00} us)", peer / median >= ManyTimesPeer);
    }

    private static IEnumerable<PushGoal> One(PushSample[] ours, PushSample[] nchan, PushSample[] bare)
    {
        foreach (var cells in ours.Where(run => !run.Load.IsSaturated).GroupBy(run => (run.Cell.Sockets, run.Cell.Rate)))
        {
            var median = Statistics.Median(cells.Select(run => run.Load.Microseconds));
            var beside = string.Concat(Beside(Nchan, nchan, cells.Key), Beside(Bare, bare, cells.Key));
            yield return new PushGoal($"a flush carries one: us a delivery, {cells.Key.Sockets} sockets, {cells.Key.Rate}/s", "<= 8", $"{median:0.00}{beside}", median <= OneMicroseconds);
        }
    }

    private static string Beside(string name, PushSample[] peer, (int Sockets, double Rate) key)
    {
        var runs = peer.Where(run => (run.Cell.Sockets, run.Cell.Rate) == key).Select(run => run.Load.Microseconds).ToArray();
        return runs.Length == 0 ? "" : $" ({name} {Statistics.Median(runs):0.00})";
    }

    private static bool IsComplete(PushSample run) => run.Load is { Lost: 0, Doubled: 0, Gaps: 0, Cut: 0 } && run.Load.Delivered == run.Load.Offered;
}
