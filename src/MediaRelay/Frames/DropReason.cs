namespace Rooms.MediaRelay.Frames;

/// <summary>Values of the tag <c>reason</c> of <c>rooms.relay.frames_dropped</c>.</summary>
internal static class DropReason
{
    public const string NoConfiguration = "no_configuration";
    public const string SlowViewer = "slow_viewer";
}
