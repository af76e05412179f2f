using System.Globalization;

namespace Rooms.Benchmarks.Processes;

/// <summary>What a process holds of the machine's memory. The kernel's socket buffers are not in it.</summary>
internal static class ServerMemory
{
    private const string ResidentSet = "VmRSS:";

    public static double ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith(ResidentSet, StringComparison.Ordinal))
            ?? throw new BenchException($"process {processId} has ended");
        return double.Parse(line[ResidentSet.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
