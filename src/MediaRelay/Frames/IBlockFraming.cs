namespace Rooms.MediaRelay.Frames;

/// <summary>A transport's bytes around each sealed block: HTTP chunk size and line end, a WebSocket frame header. Stateless.</summary>
internal interface IBlockFraming
{
    /// <summary>Bytes to keep free before a block's content.</summary>
    int Headroom { get; }

    /// <summary>Called once a block, when its content is complete: <see cref="Block.Prepend"/> and <see cref="Block.Write"/>.</summary>
    void Enclose(Block block);
}
