using System.Diagnostics;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>System calls of a running process that fail until this is disposed: strace attaches to it, answers them, and lets go.</summary>
internal sealed class Injection : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Process strace;
    private readonly Task<string> rest;

    private Injection(Process strace)
    {
        this.strace = strace;
        rest = strace.StandardError.ReadToEndAsync();
    }

    public static async Task<Injection> StartAsync(int processId, string calls, string error)
    {
        string[] arguments = ["-f", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}", "-p", $"{processId}"];
        var strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
        // "strace: Process N attached with M threads".
        var attached = await strace.StandardError.ReadLineAsync().WaitAsync(Deadline);
        return attached is not null ? new Injection(strace) : throw new InvalidOperationException($"strace did not attach to process {processId}");
    }

    public async ValueTask DisposeAsync()
    {
        // Not SIGKILL: strace lets every thread go.
        Signal.Send(strace.Id, Signal.Interrupt);
        await strace.WaitForExitAsync().WaitAsync(Deadline);
        await rest;
        strace.Dispose();
    }
}
