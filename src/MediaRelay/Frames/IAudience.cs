namespace Rooms.MediaRelay.Frames;

/// <summary>A sink whose viewers are not <see cref="Viewer"/>s: they come and go with every request (HLS).</summary>
internal interface IAudience
{
    /// <summary>The name in figures.</summary>
    string Protocol { get; }

    int ViewerCount { get; }
}
