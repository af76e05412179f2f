using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Rooms.EndToEnd.Tests.Samples;

/// <summary>A client of <c>samples/</c> on the command line, run in a copy of its folder: says the lines of its stdin and prints what it hears.</summary>
internal sealed class RunningSample : IAsyncDisposable
{
    // A compiler may run first, on a machine that builds beside.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string folder;
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly List<string> read = [];
    private readonly Task<string> errors;

    private RunningSample(string folder, Process process)
    {
        this.folder = folder;
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What was heard of others and of itself, as <c>user: text</c>.</summary>
    public string[] Said => [.. read.Where(line => !line.StartsWith("-- ", StringComparison.Ordinal))];

    /// <summary><paramref name="command"/> is the one of the sample's README.</summary>
    public static RunningSample Start(string name, (string Name, string Value)[] environment, params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("rooms-sample-").FullName;
        Copy(new DirectoryInfo(Path.Combine(RunningHost.Root, "samples", name)), folder);
        var start = new ProcessStartInfo("/usr/bin/env")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        foreach (var argument in command) start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return new RunningSample(folder, Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start"));
    }

    public Task SayAsync(string text) => process.StandardInput.WriteLineAsync(text);

    /// <summary>Reads on until this line has come.</summary>
    public async Task UntilAsync(string wanted)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        try
        {
            while (await lines.Reader.ReadAsync(timeout.Token) is var line)
            {
                read.Add(line);
                if (line == wanted) return;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"No '{wanted}' in:\n{string.Join('\n', read)}\n{(process.HasExited ? await errors : "")}", fault);
        }
    }

    /// <summary>Ends its input, and so the sample: its exit code.</summary>
    public async Task<int> EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(one => one.Name != "build")) Copy(folder, Path.Combine(to, folder.Name));
    }

    private void Take(string? line)
    {
        if (line is null) lines.Writer.TryComplete();
        else lines.Writer.TryWrite(line);
    }
}
