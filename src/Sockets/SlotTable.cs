namespace Rooms.Sockets;

/// <summary>
/// Objects by small numbers, for the kernel to hand back. A number names its place and a count of uses, so an old one finds nothing.
/// </summary>
public sealed class SlotTable<T>
    where T : class
{
    private const int PlaceBits = 20;
    private const uint PlaceMask = (1u << PlaceBits) - 1;

    private readonly List<(T? Item, uint Uses)> slots = [];
    private readonly Stack<uint> free = new();

    public IEnumerable<T> Items => slots.Select(slot => slot.Item).OfType<T>();

    public uint Add(T item)
    {
        if (!free.TryPop(out var place))
        {
            place = (uint)slots.Count;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, PlaceMask);
            slots.Add((null, 0));
        }
        // 11 bits: the key stays below uint.MaxValue, which the poller keeps for itself.
        var uses = (slots[(int)place].Uses + 1) & 0x7FF;
        slots[(int)place] = (item, uses);
        return (uses << PlaceBits) | place;
    }

    public T? Find(uint key)
    {
        var place = (int)(key & PlaceMask);
        if (place >= slots.Count) return null;
        var (item, uses) = slots[place];
        return uses == key >> PlaceBits ? item : null;
    }

    public void Remove(uint key)
    {
        if (Find(key) is null) return;
        var place = key & PlaceMask;
        slots[(int)place] = (null, key >> PlaceBits);
        free.Push(place);
    }
}
