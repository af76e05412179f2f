using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Feeds;

/// <summary>The newest committed events in memory, and the long polls that wait for the next one. Older events are in the journal.</summary>
internal sealed class EventWindow(int maxEvents)
{
    private readonly Queue<RoomEventView> events = new();
    private TaskCompletionSource next = NewSignal();

    /// <summary>Long polls that wait now.</summary>
    public int Waiting { get; private set; }

    public void Add(RoomEventView added)
    {
        if (events.Count == maxEvents) events.Dequeue();
        events.Enqueue(added);
    }

    /// <summary>After stored events were rewritten.</summary>
    public void Clear() => events.Clear();

    /// <summary>Null: older events are asked for than are here.</summary>
    public ImmutableArray<RoomEventView>? After(long after, int limit)
    {
        if (events.Count == 0 || events.Peek().Seq > after + 1) return null;
        // Their numbers have no gaps: those that are passed over need not be looked at.
        return [.. events.Skip((int)Math.Min(events.Count, after + 1 - events.Peek().Seq)).Take(limit)];
    }

    /// <summary>Lets every waiting long poll look again.</summary>
    public void Wake()
    {
        var signal = next;
        next = NewSignal();
        signal.TrySetResult();
    }

    /// <summary>Returns at the next <see cref="Wake"/> or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellation)
    {
        Waiting++;
        try
        {
            await next.Task.WaitAsync(wait, time, cancellation);
        }
        catch (TimeoutException)
        {
            // An empty page is the answer then.
        }
        finally
        {
            Waiting--;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
