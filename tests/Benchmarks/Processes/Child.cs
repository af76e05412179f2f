using System.Diagnostics;
using System.Text;

namespace Rooms.Benchmarks.Processes;

/// <summary>A program on one core of the machine. Disposing ends it: SIGTERM first, so that a server closes its clients, then SIGKILL.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // A server that fails says why first, one that works until then says so last.
    private const int CharactersKept = 2000;

    private readonly Process process;
    private readonly StringBuilder head = new();
    private readonly StringBuilder tail = new();
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<string> awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? awaitedPrefix;

    private Child(Process process, string? awaitedPrefix)
    {
        this.process = process;
        this.awaitedPrefix = awaitedPrefix;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>taskset replaces itself by the program, so this is the program's own id.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get { lock (gate) return $"{head}{tail}"; }
    }

    public static Child Start(int core, string? awaitedPrefix, params string[] command)
    {
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", $"{core}", .. command]) start.ArgumentList.Add(argument);
        var child = new Child(new Process { StartInfo = start }, awaitedPrefix);
        child.process.Start();
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    public static async Task<string> RunAsync(int core, TimeSpan deadline, CancellationToken cancellation, params string[] command)
    {
        await using var child = Start(core, null, command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        try
        {
            await child.process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BenchException($"{command[0]} did not end within {deadline}: {child.Output}");
        }
        return child.process.ExitCode == 0 ? child.Output : throw new BenchException($"{command[0]} ended with {child.process.ExitCode}: {child.Output}");
    }

    /// <summary>What follows the awaited prefix in the first line that begins with it.</summary>
    public async Task<string> WaitForLineAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        var ended = process.WaitForExitAsync(cancellation);
        var first = await Task.WhenAny(awaited.Task, ended, Task.Delay(deadline, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return first == awaited.Task ? await awaited.Task : throw new BenchException($"no line '{awaitedPrefix}': {Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{Id}"])) await kill.WaitForExitAsync();
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Grace));
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (gate)
        {
            if (head.Length < CharactersKept) head.AppendLine(line);
            else tail.AppendLine(line);
            if (tail.Length > CharactersKept) tail.Remove(0, tail.Length - CharactersKept);
        }
        if (awaitedPrefix is not null && line.StartsWith(awaitedPrefix, StringComparison.Ordinal)) awaited.TrySetResult(line[awaitedPrefix.Length..]);
    }
}
