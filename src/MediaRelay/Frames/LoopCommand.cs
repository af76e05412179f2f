namespace Rooms.MediaRelay.Frames;

internal enum LoopCommandKind : byte
{
    Join,
    Leave,
    Finish,
    Send,
    Window,
    End,
    Watch,
    Ready,
    Rest,
    Forget,
    Dismiss,
}

/// <summary>
/// A word to a <see cref="FanOutLoop"/>. Join: viewer, track. Leave, Finish: viewer, reason. Send: viewer, block (with its reference). Window:
/// share, and the time at which its window ends. End: share, reason. Watch, Ready: input. Rest: input, and the time at which its rest
/// ends. Forget: the key of one that has left, as time. Dismiss: reason, and one in how many as time.
/// </summary>
internal readonly record struct LoopCommand(LoopCommandKind Kind, object Target, object? Argument = null, long At = 0)
{
    public Viewer Viewer => (Viewer)Target;

    public TrackShare Share => (TrackShare)Target;

    public SocketInput Input => (SocketInput)Target;
}
