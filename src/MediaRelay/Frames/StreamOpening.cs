namespace Rooms.MediaRelay.Frames;

/// <summary>What can become of an attempt to publish: words that stay inside the node.</summary>
internal static class StreamOpening
{
    /// <summary>Somebody else publishes: <c>stream_busy</c>.</summary>
    public const string Busy = "stream_busy";

    /// <summary>The object is just leaving the registry: try again with a new one.</summary>
    public const string Closed = "closed";

    /// <summary>Told to the predecessor.</summary>
    public const string TakenOver = "taken_over";
}
