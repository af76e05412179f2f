namespace Rooms.MediaRelay.Web;

/// <summary>A way to watch under <c>/live/</c>. Asked in the order of registration; the first that knows the name serves it.</summary>
internal interface IPlayEndpoint
{
    /// <summary>One short answer a request: whoever watches so opens nothing new, and is served until a draining process ends.</summary>
    bool IsPolled => false;

    /// <summary>Does <paramref name="file"/>, the last segment of the path, name something of this endpoint?</summary>
    bool TryMatch(string file, bool isWebSocket, out PlayTarget target);

    /// <summary>Is whoever is served a viewer for as long as it takes?</summary>
    bool HoldsViewer => false;

    Task ServeAsync(PlayRequest request);
}
