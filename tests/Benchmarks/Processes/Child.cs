using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

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
    private readonly Channel<string>? answers;

    private Child(Process process, string? awaitedPrefix, Channel<string>? answers = null)
    {
        this.process = process;
        this.answers = answers;
        this.awaitedPrefix = awaitedPrefix;
        process.OutputDataReceived += (_, line) => Keep(line.Data, answers);
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
        var child = new Child(New(core, command), awaitedPrefix);
        child.Begin();
        child.process.StandardInput.Close();
        return child;
    }

    /// <summary>A program that answers each line on its standard input by one line: <see cref="AskAsync"/>.</summary>
    public static Child StartTalking(int core, params string[] command)
    {
        var child = new Child(New(core, command), null, Channel.CreateUnbounded<string>());
        child.Begin();
        return child;
    }

    /// <summary>One command, one answer; one at a time.</summary>
    public async Task<string> AskAsync(string command, TimeSpan deadline, CancellationToken cancellation)
    {
        if (answers is null) throw new InvalidOperationException("this program was not started to talk");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        try
        {
            await process.StandardInput.WriteLineAsync(command.AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
            return await answers.Reader.ReadAsync(limit.Token);
        }
        catch (Exception gone) when (gone is ChannelClosedException or IOException)
        {
            throw new BenchException($"{command}: the program has ended: {Output}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BenchException($"{command}: no answer within {deadline}: {Output}");
        }
    }

    /// <summary>SIGKILL, as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
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

    private static Process New(int core, string[] command)
    {
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", $"{core}", .. command]) start.ArgumentList.Add(argument);
        return new Process { StartInfo = start };
    }

    private void Begin()
    {
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
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

    private void Keep(string? line, Channel<string>? listener = null)
    {
        if (line is null) listener?.Writer.TryComplete();
        if (line is null) return;
        listener?.Writer.TryWrite(line);
        lock (gate)
        {
            if (head.Length < CharactersKept) head.AppendLine(line);
            else tail.AppendLine(line);
            if (tail.Length > CharactersKept) tail.Remove(0, tail.Length - CharactersKept);
        }
        if (awaitedPrefix is not null && line.StartsWith(awaitedPrefix, StringComparison.Ordinal)) awaited.TrySetResult(line[awaitedPrefix.Length..]);
    }
}
