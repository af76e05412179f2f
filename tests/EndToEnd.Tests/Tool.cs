using System.Diagnostics;

namespace Rooms.EndToEnd.Tests;

/// <summary>A real client program: ffmpeg, ffprobe, rtmpdump. Ends with its deadline or with its owner.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private bool isDisposed;

    private Tool(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public static Tool Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new Tool(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }

    /// <summary>Runs to the end and answers what it printed; throws with its messages when it fails or outlives <paramref name="deadline"/>.</summary>
    public static async Task<string> RunAsync(TimeSpan deadline, string program, params string[] arguments)
    {
        await using var tool = Start(program, arguments);
        return await tool.FinishAsync(deadline);
    }

    public bool HasExited => process.HasExited;

    /// <summary>What it printed to stdout. Exit codes in <paramref name="accepted"/> (default 0) are a success.</summary>
    public async Task<string> FinishAsync(TimeSpan deadline, params int[] accepted)
    {
        using var timeout = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ran for over {deadline}:\n{await errors}");
        }
        if (process.ExitCode != 0 && !accepted.Contains(process.ExitCode))
            throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} answered {process.ExitCode}:\n{await errors}");
        return await output;
    }

    /// <summary>Ends it if it runs; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }
}
