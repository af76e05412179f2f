namespace Rooms.MediaRelay.Frames;

/// <summary>No bytes around blocks: RTMP, or a body that ends with its connection.</summary>
internal sealed class PlainFraming : IBlockFraming
{
    public static readonly PlainFraming Instance = new();

    public int Headroom => 0;

    public void Enclose(Block block)
    {
    }
}
