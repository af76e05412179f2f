namespace Rooms.Host;

/// <summary>
/// Keeps the framework from writing a stack trace for what <see cref="Startup"/> tells in one line: its host is silent until it has started.
/// A background service that fails later is logged.
/// </summary>
internal static class StartLog
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    public static void AddQuietStart(this WebApplicationBuilder builder)
    {
        var started = new Progress();
        builder.Services.AddSingleton(started);
        builder.Logging.AddFilter(HostCategory, _ => started.IsStarted);
    }

    internal sealed class Progress
    {
        public bool IsStarted { get; set; }
    }
}
