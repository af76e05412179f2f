using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Frames;

/// <summary>The patience of rooms-v1 section 3.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>How long viewers wait for a publisher's return.</summary>
    [Range(1, 600)]
    public int ReturnSeconds { get; set; } = 10;

    /// <summary>How long a publisher must have been silent for another with the same token to take over.</summary>
    [Range(0, 60)]
    public int TakeoverSilenceSeconds { get; set; } = 2;

    /// <summary>A container without viewers is kept so long: a page that is loaded again finds it.</summary>
    [Range(0, 600)]
    public int IdleContainerSeconds { get; set; } = 5;

    public TimeSpan ReturnTime => TimeSpan.FromSeconds(ReturnSeconds);

    public TimeSpan TakeoverSilence => TimeSpan.FromSeconds(TakeoverSilenceSeconds);

    public TimeSpan IdleContainerTime => TimeSpan.FromSeconds(IdleContainerSeconds);
}
