namespace Rooms.MediaRelay.Control;

/// <summary>The newest generation seen of each stream, so that a late or repeated order changes nothing. Bounded: the oldest entries go first.</summary>
internal sealed class OrderGenerations(int capacity = OrderGenerations.DefaultCapacity)
{
    // Ten times the streams that one node carries.
    public const int DefaultCapacity = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> newest = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>A permit to publish: orders of its generation and older were for a predecessor.</summary>
    public void Permit(string streamId, long generation)
    {
        lock (gate) Set(streamId, generation);
    }

    /// <summary>False: a repeat, or older than what was seen.</summary>
    public bool TryAdvance(string streamId, long generation)
    {
        lock (gate)
        {
            if (newest.TryGetValue(streamId, out var seen) && generation <= seen) return false;
            Set(streamId, generation);
            return true;
        }
    }

    private void Set(string streamId, long generation)
    {
        if (!newest.ContainsKey(streamId)) order.Enqueue(streamId);
        newest[streamId] = generation;
        if (order.Count > capacity) newest.Remove(order.Dequeue());
    }
}
