using Microsoft.Extensions.Options;
using Rooms.Gateway;
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
            if (ConsoleApart(app) is { } console) Console.WriteLine($"The console is at {ToOpen(console)}");
            // Scripts wait for this line (rooms-v1 section 8): it comes last.
            Console.WriteLine($"Rooms is ready: {ToOpen(app.Urls.FirstOrDefault() ?? "http://127.0.0.1:8080")}");
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
            await app.WaitForLocalNodeAsync(app.Lifetime.ApplicationStopping);
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

    // The server lists the operators' addresses behind its own.
    private static string? ConsoleApart(WebApplication app)
    {
        if (!app.Services.GetRequiredService<Role>().HasControlPlane) return null;
        return AdminAddresses.Read(app.Configuration) is { Length: > 0 } apart ? app.Urls.TakeLast(apart.Length).First() : null;
    }

    private static string ToOpen(string bound)
    {
        var address = bound.Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
        return address.EndsWith('/') ? address : address + "/";
    }
}
