using Rooms.Sockets;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// What waits for one viewer: block references in order, the first one perhaps sent in part. Bounded in bytes, blocks and stream time; over
/// a bound it continues at a key frame. One thread at a time.
/// </summary>
internal sealed class ViewerQueue(FanOutOptions limits)
{
    private const int FirstCapacity = 8;

    private Block[] ring = [];
    private int head;
    private int headOffset;

    // Blocks at the front that a drop must leave: the header, which comes only once, and what was there before it.
    private int kept;
    private long spanAllowed = limits.QueueSeconds * 1000L;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public bool IsEmpty => Count == 0;

    /// <summary>Nothing is taken in before a block that begins with a key frame.</summary>
    public bool WaitsForKey { get; private set; } = true;

    /// <summary>The container's header went in: it is sent once, before the first frame.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Frames left out so far.</summary>
    public long DroppedFrames { get; private set; }

    private Block First => ring[head];

    public void Begin(Block? header, ReadOnlySpan<Block> history)
    {
        if (header is null || history.IsEmpty) return;
        Start(header);
        foreach (var block in history) Add(block, 0);
        // Who joins late in a long group of pictures is that far behind by our own doing.
        spanAllowed += history[^1].LastDts - history[0].FirstDts;
    }

    public void Start(Block header)
    {
        Add(header, 0);
        kept = Count;
        HasBegun = true;
        WaitsForKey = false;
    }

    /// <summary>False: the block was left out.</summary>
    public bool TryOffer(Block block, int skip)
    {
        // What comes after is useless without it, whatever else is left out.
        if (HasBegun && block.IsConfiguration)
        {
            Add(block, skip);
            return true;
        }
        if (WaitsForKey && !(HasBegun && block.IsKeyStart))
        {
            if (HasBegun) DroppedFrames += block.FrameCount;
            return false;
        }
        WaitsForKey = false;
        Add(block, skip);
        if (IsOver(block)) DropToKey();
        return true;
    }

    /// <summary>Sent whatever the queue waits for; left out when the queue is full.</summary>
    public void Add(Block block, int skip)
    {
        if (Count == limits.QueueBlocks * 2) return;
        if (Count == ring.Length) Enlarge();
        if (Count == 0) headOffset = skip;
        ring[(head + Count) & (ring.Length - 1)] = block.AddReference();
        Count++;
        Bytes += block.Length - skip;
    }

    /// <summary>The next bytes, up to the room in <paramref name="parts"/>.</summary>
    public unsafe int Fill(Span<IoVector> parts)
    {
        var filled = Math.Min(parts.Length, Count);
        for (var i = 0; i < filled; i++)
        {
            var block = ring[(head + i) & (ring.Length - 1)];
            var skip = i == 0 ? headOffset : 0;
            parts[i] = new(block.Address(skip), block.Length - skip);
        }
        return filled;
    }

    /// <summary>The next bytes of the first block, with a reference that the caller releases. False: nothing waits.</summary>
    public bool TryTake(out Block block, out int skip)
    {
        block = null!;
        skip = headOffset;
        if (Count == 0) return false;
        block = First.AddReference();
        Consume(block.Length - skip);
        return true;
    }

    public void Consume(long sent)
    {
        Bytes -= sent;
        while (Count > 0)
        {
            var left = First.Length - headOffset;
            if (sent < left) break;
            sent -= left;
            RemoveFirst();
        }
        headOffset += (int)sent;
    }

    public void Clear()
    {
        while (Count > 0) RemoveFirst();
        Bytes = 0;
    }

    private bool IsOver(Block newest) =>
        Bytes > limits.QueueBytes || Count > limits.QueueBlocks || newest.LastDts - First.FirstDts > spanAllowed;

    // A block that is partly sent must be finished. Of the rest, what lies before the newest key frame goes. Where that gains nothing
    // everything goes and the next key frame is waited for; but a key frame that has just come is always kept.
    private void DropToKey()
    {
        var first = Math.Max(kept, headOffset > 0 ? 1 : 0);
        var key = Count - 1;
        while (key >= first && !At(key).IsKeyStart) key--;
        WaitsForKey = key < first || (!HasDroppable(first, key) && key < Count - 1);
        Remove(first, WaitsForKey ? Count : key);
    }

    private bool HasDroppable(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!At(i).IsConfiguration) return true;
        return false;
    }

    private void Remove(int from, int to)
    {
        var end = from;
        for (var i = from; i < Count; i++)
        {
            var block = At(i);
            if (i >= to || block.IsConfiguration) Set(end++, block);
            else Drop(block);
        }
        for (var i = end; i < Count; i++) Set(i, null!);
        Count = end;
    }

    private void Drop(Block block)
    {
        DroppedFrames += block.FrameCount;
        Bytes -= block.Length;
        block.Release();
    }

    private Block At(int index) => ring[(head + index) & (ring.Length - 1)];

    private void Set(int index, Block block) => ring[(head + index) & (ring.Length - 1)] = block;

    private void RemoveFirst()
    {
        First.Release();
        ring[head] = null!;
        head = (head + 1) & (ring.Length - 1);
        headOffset = 0;
        kept = Math.Max(0, kept - 1);
        Count--;
    }

    private void Enlarge()
    {
        var larger = new Block[Math.Max(FirstCapacity, ring.Length * 2)];
        for (var i = 0; i < Count; i++) larger[i] = At(i);
        ring = larger;
        head = 0;
    }
}
