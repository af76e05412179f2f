using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>One segment: fragments in blocks, a reference to each. Used under its stream's lock; recycled when it has left the list.</summary>
internal sealed class HlsSegment
{
    private static readonly HlsInit NoInit = new(0, []);

    private readonly List<Block> blocks = [];

    public long Number { get; private set; }

    public HlsInit Init { get; private set; } = NoInit;

    public DateTimeOffset At { get; private set; }

    public bool IsDiscontinuous { get; private set; }

    public long FirstDts { get; private set; }

    public TimeSpan Duration { get; set; }

    public void Begin(long number, HlsInit init, DateTimeOffset at, bool isDiscontinuous, long firstDts) =>
        (Number, Init, At, IsDiscontinuous, FirstDts) = (number, init, at, isDiscontinuous, firstDts);

    /// <summary>Takes over the caller's reference.</summary>
    public void Add(Block block) => blocks.Add(block);

    /// <summary>The blocks with a reference each, for a reader outside the lock.</summary>
    public Block[] Borrow() => [.. blocks.Select(block => block.AddReference())];

    public void Clear()
    {
        foreach (var block in blocks) block.Release();
        blocks.Clear();
    }
}
