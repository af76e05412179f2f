using System.Diagnostics;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>A program that was run to its end: what it answered its caller, and what it printed.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The lines that it printed to stderr.</summary>
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The server, or one of its commands, as <c>./rooms</c> runs them.</summary>
    public static Task<Ended> RunHostAsync(params string[] arguments) => RunAsync("dotnet", [RunningHost.HostAssembly(), .. arguments]);

    public static async Task<Ended> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} ran for over {Deadline}:\n{await output}\n{await errors}");
        }
        return new Ended(process.ExitCode, await output, await errors);
    }
}
