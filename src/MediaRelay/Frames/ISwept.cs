namespace Rooms.MediaRelay.Frames;

/// <summary>Has waits that end by the clock.</summary>
internal interface ISwept
{
    /// <summary>Once a second, one thread; it does not wait and does not throw.</summary>
    void Sweep();
}
