using System.ComponentModel.DataAnnotations;

namespace Rooms.Host.Shutdown;

/// <summary>How the process goes down after SIGTERM or Ctrl-C.</summary>
internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long publishers are kept; with nobody left the process ends at once. 10 s: encoders and players find the next node in that time, and
    /// Kubernetes kills after 30.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "a duration as hours:minutes:seconds, up to one hour")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Viewers are sent away evenly over this time, or over the grace where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "a duration as hours:minutes:seconds, up to one hour")]
    public TimeSpan Spread { get; set; } = TimeSpan.FromSeconds(5);
}
