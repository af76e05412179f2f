namespace Rooms.Host.Sight;

internal sealed class LogOptions
{
    public const string Section = "Log";

    /// <summary>Text: lines for people. Json: one object a line, for whatever collects logs. Both name the trace.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}
