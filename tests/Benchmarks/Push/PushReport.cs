using System.Text;

namespace Rooms.Benchmarks.Push;

/// <summary>The tables of `bench push`.</summary>
internal static class PushReport
{
    public static string Write(PushResults results)
    {
        var text = new StringBuilder("\nOne room, texts of 100 bytes, server on one core, publishers and clients on the other; median (least-most) over the rounds, delays are the worst round's\n");
        text.Append(Runs(results)).Append("\n\nConnections\n").Append(Idle(results));
        if (results.Storms.Count > 0) text.Append("\n\nEverybody comes back after kill -9, from 512 addresses\n").Append(Storms(results));
        return text.Append("\n\nBars\n").Append(Goals(results)).ToString();
    }

    private static Table Runs(PushResults results)
    {
        var table = new Table(
            "server", "sockets", "messages/s", "window ms", "us a delivery", "deliveries/s", "delivered/offered", "core %", "load core %", "p50 ms", "p99 ms", "p99.9 ms", "pause ms", "");
        foreach (var runs in results.Runs.GroupBy(run => (run.Server, run.Cell)))
        {
            var loads = runs.Select(run => run.Load).ToArray();
            table.Add(
                runs.Key.Server, $"{runs.Key.Cell.Sockets}", $"{runs.Key.Cell.Rate}", runs.Key.Server == PushBench.Ours ? $"{runs.Key.Cell.Window}" : "-",
                Statistics.MedianAndSpread([.. loads.Select(load => load.Microseconds)], "0.00"),
                $"{Statistics.Median(loads.Select(load => load.Delivered / load.Seconds)):0}",
                $"{loads.Min(load => load.Offered == 0 ? 0 : (double)load.Delivered / load.Offered):0.0000}",
                $"{Statistics.Median(loads.Select(load => load.CorePercent)):0}", $"{loads.Max(load => load.LoadPercent):0}",
                $"{loads.Max(load => load.P50):0.0}", $"{loads.Max(load => load.P99):0.0}", $"{loads.Max(load => load.P999):0.0}", $"{loads.Max(load => load.Pause):0}",
                loads.Any(load => load.IsSaturated) ? "saturated" : "");
        }
        return table;
    }

    private static Table Idle(PushResults results)
    {
        var table = new Table("server", "sockets", "connected in s", "KiB idle", "KiB busy", "CPU us a second and connection");
        foreach (var samples in results.Idle.GroupBy(sample => (sample.Server, sample.Sockets)))
        {
            table.Add(
                samples.Key.Server, $"{samples.Key.Sockets}", $"{samples.Max(sample => sample.ConnectSeconds):0.00}",
                $"{Statistics.Median(samples.Select(sample => sample.IdleBytes)) / 1024:0.0}",
                $"{Statistics.Median(samples.Select(sample => sample.BusyBytes)) / 1024:0.0}",
                $"{Statistics.Median(samples.Select(sample => sample.CpuPerSecond)) * 1e6:0.00}");
        }
        return table;
    }

    private static Table Storms(PushResults results)
    {
        var table = new Table("sockets", "server ready s", "messages missed", "back", "p50 s", "p99 s", "last s", "connects tried again", "lost", "doubled", "gaps");
        foreach (var storm in results.Storms)
        {
            table.Add(
                $"{storm.Sockets}", $"{storm.StartSeconds:0.00}", $"{storm.Missed}", $"{storm.Load.Ready}", $"{storm.Load.P50:0.00}", $"{storm.Load.P99:0.00}",
                $"{storm.Load.Last:0.00}", $"{storm.Load.Refused}", $"{storm.Load.Lost}", $"{storm.Load.Doubled}", $"{storm.Load.Gaps}");
        }
        return table;
    }

    private static Table Goals(PushResults results)
    {
        var table = new Table("", "bar", "measured", "");
        foreach (var goal in PushGoals.Judge(results)) table.Add(goal.Name, goal.Bar, goal.Measured, goal.IsMet ? "met" : "NOT MET");
        return table;
    }
}
