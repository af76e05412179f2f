using Rooms.Contracts.Shutdown;

namespace Rooms.MediaRelay.Frames;

/// <summary>What keeps a draining node: whoever publishes, and viewers that have not left yet.</summary>
internal sealed class CarriedMedia(LiveStreams streams, FanOut fanOut) : IDraining
{
    public int Left => streams.All.Count(stream => stream.IsPublishing) + fanOut.ViewerCount;
}
