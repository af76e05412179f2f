using Microsoft.Extensions.Options;
using Rooms.Host.Phone;

namespace Rooms.Host;

internal static class Startup
{
    /// <summary>Runs until SIGTERM or Ctrl-C. What prevents a start is told in plain lines, not as a stack trace.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            if (!await TryStartAsync(app)) return ExitCodes.Stopped;
            app.Services.GetService<PhoneInvitation>()?.WriteTo(Console.Out);
            // Scripts wait for this line (rooms-v1 section 8): it comes last.
            Console.WriteLine($"Rooms is ready: {PageToOpen(app)}");
            await WaitUntilStoppedAsync(app);
            return ExitCodes.Stopped;
        }
        catch (Exception fault) when (StartFaults.Of(fault) is { Lines.Length: > 0 } faults)
        {
            foreach (var line in faults.Lines) await Console.Error.WriteLineAsync($"Rooms cannot start: {line}");
            return faults.ExitCode;
        }
    }

    /// <summary>
    /// Finds every fault of the configuration at once: before anything reads an option and stops at the first, and before the host does it and logs
    /// stack traces too.
    /// </summary>
    public static WebApplication Checked(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        return app;
    }

    // False: a signal came before the start was complete.
    private static async Task<bool> TryStartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
            app.Services.GetRequiredService<StartLog.Progress>().IsStarted = true;
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task WaitUntilStoppedAsync(WebApplication app)
    {
        try
        {
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException)
        {
            // A service took longer than it may: the others were stopped, and disposing closes the store.
        }
    }

    private static string PageToOpen(WebApplication app)
    {
        var first = app.Urls.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var address = first.Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
        return address.EndsWith('/') ? address : address + "/";
    }
}
