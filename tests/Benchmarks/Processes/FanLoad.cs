using System.Text.Json;

namespace Rooms.Benchmarks.Processes;

/// <summary>load/fanload.c: thousands of players in one process, which reads the server's CPU time over its own window.</summary>
internal static class FanLoad
{
    private static readonly TimeSpan CompileDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);
    private const int ConnectionsPerSecond = 500;
    private const int WarmSeconds = 3;

    public static async Task<string> CompileAsync(CancellationToken cancellation)
    {
        var program = Path.Combine(Checkout.Artifacts, "fanload");
        await Child.RunAsync(Cores.Load, CompileDeadline, cancellation, "gcc", "-O2", "-o", program, Checkout.Load("fanload.c"), "-lm");
        return program;
    }

    public static async Task<FanLoadResult> RunAsync(
        string program, Uri url, int serverProcess, int viewers, int windowSeconds, CancellationToken cancellation)
    {
        var deadline = TimeSpan.FromSeconds(WarmSeconds + windowSeconds + viewers / ConnectionsPerSecond) + Slack;
        var output = await Child.RunAsync(
            Cores.Load, deadline, cancellation, program, "-n", $"{viewers}", "-r", $"{ConnectionsPerSecond}", "-w", $"{WarmSeconds}", "-d", $"{windowSeconds}",
            "-P", $"{serverProcess}", url.ToString());
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('{')) ?? throw new BenchException($"fanload said nothing: {output}");
        return JsonSerializer.Deserialize<FanLoadResult>(line)!;
    }
}
