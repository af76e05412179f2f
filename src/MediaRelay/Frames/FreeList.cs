using System.Diagnostics.CodeAnalysis;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// A bounded stack of free objects. Its array grows to the bound and then stays: no allocation in steady state, unlike ConcurrentBag.
/// </summary>
internal sealed class FreeList<T>(int bound)
    where T : class
{
    private readonly Lock gate = new();
    private T?[] items = new T?[Math.Min(bound, 16)];
    private int count;

    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (gate)
        {
            if (count == 0)
            {
                item = null;
                return false;
            }
            item = items[--count]!;
            items[count] = null;
            return true;
        }
    }

    /// <summary>Over the bound the object is left to the collector.</summary>
    public void Give(T item)
    {
        lock (gate)
        {
            if (count == bound) return;
            if (count == items.Length) Array.Resize(ref items, Math.Min(bound, count * 2));
            items[count++] = item;
        }
    }
}
