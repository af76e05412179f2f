namespace Rooms.MediaRelay.Frames.Health;

/// <summary>What can be wrong with a stream (docs/protocols/control.md). The stream doctor of the console has an advice for each.</summary>
internal static class HealthCodes
{
    public const string NoPublisher = "no_publisher";
    public const string NoData = "no_data";
    public const string NoPicture = "no_picture";
    public const string KeyInterval = "key_interval";
    public const string Gaps = "gaps";
    public const string FrameRate = "frame_rate";
    public const string NoSound = "no_sound";
    public const string ClockSlow = "clock_slow";
    public const string ClockFast = "clock_fast";
    public const string Configuration = "configuration";
}
