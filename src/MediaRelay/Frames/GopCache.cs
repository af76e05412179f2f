namespace Rooms.MediaRelay.Frames;

/// <summary>
/// The frames since the last key frame, so that a new container begins with a picture. Owns a reference to each. Bounded: over the bound it
/// is empty until the next key frame. A stream without video needs none. Used under its stream's lock.
/// </summary>
internal sealed class GopCache(int maxBytes = GopCache.DefaultMaxBytes, int maxFrames = GopCache.DefaultMaxFrames)
{
    public const int DefaultMaxBytes = 16 * 1024 * 1024;

    // 30 s of 60 pictures and 47 audio frames a second.
    public const int DefaultMaxFrames = 3200;

    private readonly List<Frame> frames = [];
    private int bytes;

    public int Count => frames.Count;

    public int Bytes => bytes;

    public IReadOnlyList<Frame> Frames => frames;

    public void Add(Frame frame)
    {
        if (frame is { Kind: FrameKind.Video, IsKey: true }) Clear();
        else if (frames.Count == 0) return;
        if (frames.Count == maxFrames || frame.Length > maxBytes - bytes)
        {
            Clear();
            return;
        }
        frames.Add(frame.AddReference());
        bytes += frame.Length;
    }

    public void Clear()
    {
        foreach (var frame in frames) frame.Release();
        frames.Clear();
        bytes = 0;
    }
}
