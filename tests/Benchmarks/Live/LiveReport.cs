using System.Text;

namespace Rooms.Benchmarks.Live;

/// <summary>The tables of `bench live`.</summary>
internal static class LiveReport
{
    // Of the clip's 25; a server below it, or with a lost viewer, is beyond its limit.
    private const double CleanFps = 24;
    private const double CleanLagSeconds = 1;
    private const double FullCorePercent = 90;

    public static string Write(LiveResults results)
    {
        var text = new StringBuilder("\nFan-out: median (least-most) over the rounds; fps, lag and gap are the worst of the watched viewers\n");
        text.Append(FanOut(results));
        text.Append("\n\nViewers per core: those of the largest clean run (>= 24 fps, lag < 1 s, nobody lost) times 90 % / its core use\n");
        text.Append(PerCore(results)).Append("\n\nAdded delay a frame and time to the first picture, ms\n");
        text.Append(Times(results)).Append("\n\nAllocations of our whole process in steady state\n");
        return text.Append(Allocations(results)).ToString();
    }

    private static Table FanOut(LiveResults results)
    {
        var table = new Table("server", "protocol", "viewers", "CPU-s/GB", "core %", "load core %", "fps min", "lag s", "gap s", "lost");
        foreach (var runs in results.FanOut.GroupBy(run => (run.Setup, run.Protocol, run.Viewers)))
        {
            table.Add(
                runs.Key.Setup, runs.Key.Protocol, $"{runs.Key.Viewers}",
                Statistics.MedianAndSpread([.. runs.Select(run => run.Load.CpuSecondsPerGigabyte)], "0.00"),
                Statistics.MedianAndSpread([.. runs.Select(run => run.Load.CorePercent)], "0"),
                $"{runs.Max(run => run.Load.LoadPercent):0}",
                $"{runs.Min(run => run.Load.FpsMin):0.0}",
                $"{runs.Max(run => run.Load.LagSeconds):0.00}",
                $"{runs.Max(run => run.Load.GapSeconds):0.00}",
                $"{runs.Max(run => run.Load.Dead)}");
        }
        return table;
    }

    private static Table PerCore(LiveResults results)
    {
        var table = new Table("server", "protocol", "viewers per core", "from");
        foreach (var runs in results.FanOut.GroupBy(run => (run.Setup, run.Protocol)))
        {
            var clean = runs.GroupBy(run => run.Viewers).Where(same => same.All(IsClean)).MaxBy(same => same.Key);
            if (clean is null)
            {
                table.Add(runs.Key.Setup, runs.Key.Protocol, "-", "no clean run");
                continue;
            }
            var percent = Statistics.Median(clean.Select(run => run.Load.CorePercent));
            table.Add(runs.Key.Setup, runs.Key.Protocol, $"{clean.Key * Math.Max(1, FullCorePercent / percent):0}", $"{clean.Key} viewers at {percent:0} %");
        }
        return table;
    }

    private static Table Times(LiveResults results)
    {
        var table = new Table("server", "protocol", "delay p50", "delay p99", "frames", "first picture p50", "p95", "connections");
        foreach (var delays in results.AddedDelay.GroupBy(sample => (sample.Setup, sample.Protocol)))
        {
            var delay = delays.SelectMany(sample => sample.Milliseconds).ToArray();
            var firsts = results.FirstPicture.Where(sample => (sample.Setup, sample.Protocol) == delays.Key);
            var first = firsts.SelectMany(sample => sample.Milliseconds).ToArray();
            table.Add(
                delays.Key.Setup, delays.Key.Protocol,
                $"{Statistics.Median(delay):0.0}", $"{Statistics.Percentile(delay, 99):0.0}", $"{delay.Length}",
                $"{Statistics.Median(first):0.0}", $"{Statistics.Percentile(first, 95):0.0}", $"{first.Length}");
        }
        return table;
    }

    private static Table Allocations(LiveResults results)
    {
        var table = new Table("server", "viewers", "seconds", "bytes", "bytes idle", "frames in", "frames out", "bytes above idle a frame out");
        foreach (var sample in results.Allocations)
        {
            var framesOut = sample.FramesIn * sample.Viewers;
            table.Add(
                sample.Setup, $"{sample.Viewers}", $"{sample.Seconds}", $"{sample.Bytes:0}", $"{sample.IdleBytes:0}", $"{sample.FramesIn:0}",
                $"{framesOut:0}", $"{(sample.Bytes - sample.IdleBytes) / framesOut:0.000}");
        }
        return table;
    }

    private static bool IsClean(FanOutSample run) =>
        run.Load.FpsMin >= CleanFps && run.Load.LagSeconds < CleanLagSeconds && run.Load.Dead == 0 && run.Load.Playing == run.Viewers;
}
