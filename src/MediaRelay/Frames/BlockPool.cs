namespace Rooms.MediaRelay.Frames;

internal sealed class BlockPool(BufferPool buffers)
{
    private const int RetainedBlocks = 8 * 1024;

    private readonly FreeList<Block> free = new(RetainedBlocks);
    private int outstanding;

    public BufferPool Buffers => buffers;

    /// <summary>Blocks that somebody still holds.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>An empty block with <paramref name="headroom"/> bytes before its content. The caller owns the one reference.</summary>
    public Block Rent(int headroom, int minBytes)
    {
        Interlocked.Increment(ref outstanding);
        if (!free.TryTake(out var block)) block = new Block(this);
        block.Open(buffers.Rent(headroom + minBytes), headroom);
        return block;
    }

    internal void Return(Block block, byte[] buffer)
    {
        buffers.Return(buffer);
        Interlocked.Decrement(ref outstanding);
        free.Give(block);
    }
}
