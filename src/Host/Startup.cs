using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Rooms.Host;

internal static class Startup
{
    /// <summary>Runs until SIGTERM or Ctrl-C. What prevents a start is told in plain lines, not as a stack trace.</summary>
    public static async Task<int> RunUntilStoppedAsync(this WebApplication app)
    {
        try
        {
            // Before the host does, which would log the faults with their stack traces too.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.StartAsync();
        }
        catch (Exception fault) when (Faults(fault) is { Length: > 0 } lines)
        {
            foreach (var line in lines) await Console.Error.WriteLineAsync($"Rooms cannot start: {line}");
            return ExitCodes.CannotStart;
        }

        // Scripts wait for this line (rooms-v1 section 8): it comes last.
        Console.WriteLine($"Rooms is ready: {PageToOpen(app)}");
        await app.WaitForShutdownAsync();
        return ExitCodes.Stopped;
    }

    // Everything that is wrong with the configuration at once; a port, a folder or a lock by its own line. Empty: a bug, which deserves its stack trace.
    private static string[] Faults(Exception fault) => fault switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => [.. several.InnerExceptions.SelectMany(Faults)],
        IOException or SocketException or UnauthorizedAccessException or InvalidDataException => [fault.Message],
        _ => [],
    };

    private static string PageToOpen(WebApplication app)
    {
        var first = app.Urls.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var address = first.Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
        return address.EndsWith('/') ? address : address + "/";
    }
}
