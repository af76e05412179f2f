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
            await app.StartAsync();
        }
        catch (OptionsValidationException faults)
        {
            foreach (var failure in faults.Failures) await Console.Error.WriteLineAsync(failure);
            return ExitCodes.CannotStart;
        }
        catch (Exception fault) when (fault is IOException or SocketException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"Rooms cannot start: {fault.Message}");
            return ExitCodes.CannotStart;
        }

        // Scripts wait for this line (rooms-v1 section 8): it comes last.
        Console.WriteLine($"Rooms is ready: {PageToOpen(app)}");
        await app.WaitForShutdownAsync();
        return ExitCodes.Stopped;
    }

    private static string PageToOpen(WebApplication app)
    {
        var first = app.Urls.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var address = first.Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
        return address.EndsWith('/') ? address : address + "/";
    }
}
