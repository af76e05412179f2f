using System.Diagnostics;
using System.Net.Http.Json;

namespace Rooms.EndToEnd.Tests.Durability;

public class SyncTraceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>strace on the running server: between a POST's arrival and its 201 leaving stands an fdatasync that has returned.</summary>
    [Fact]
    public async Task Post_Answered201_WasSyncedBefore()
    {
        await using var host = await RunningHost.StartAsync();
        using var http = await host.ClientAsync("anna", "anchor");
        // The first request loads code; the second is the one looked at, on the same connection.
        (await http.PostAsJsonAsync("/v1/rooms", new { id = "warm", scene = "live", name = "warm" })).EnsureSuccessStatusCode();

        var trace = await TraceAsync(host.ProcessId, async () =>
            (await http.PostAsJsonAsync("/v1/rooms", new { id = "traced", scene = "live", name = "traced" })).EnsureSuccessStatusCode());

        var request = Array.FindIndex(trace, line => line.Contains("POST /v1/rooms", StringComparison.Ordinal));
        var answer = Array.FindIndex(trace, line => line.Contains("HTTP/1.1 201", StringComparison.Ordinal));
        var synced = Array.FindIndex(trace, Math.Max(request, 0), IsSyncDone);
        Assert.True(request >= 0 && answer > request, $"the trace has no request and answer:\n{string.Join('\n', trace)}");
        Assert.True(synced > request && synced < answer, $"no fdatasync returned between the request (line {request}) and its answer (line {answer}):\n{string.Join('\n', trace)}");
    }

    private static bool IsSyncDone(string line) =>
        (line.Contains("fdatasync(", StringComparison.Ordinal) || line.Contains("fdatasync resumed", StringComparison.Ordinal)) && line.Contains("= 0", StringComparison.Ordinal);

    private static async Task<string[]> TraceAsync(int processId, Func<Task> action)
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo("strace") { RedirectStandardError = true };
        string[] arguments = ["-f", "-s", "64", "-e", "trace=fdatasync,fsync,recvmsg,recvfrom,read,sendmsg,sendto,write", "-o", file, "-p", processId.ToString()];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var strace = Process.Start(start)!;
        try
        {
            // "strace: Process N attached with M threads": from here on nothing is missed.
            using var attached = new CancellationTokenSource(Deadline);
            await strace.StandardError.ReadLineAsync(attached.Token);
            await action();
            // Not SIGKILL: strace writes out what it holds, then lets go.
            Signal.Send(strace.Id, Signal.Interrupt);
            await strace.WaitForExitAsync(attached.Token);
            return await File.ReadAllLinesAsync(file, attached.Token);
        }
        finally
        {
            if (!strace.HasExited) strace.Kill();
            File.Delete(file);
        }
    }
}
