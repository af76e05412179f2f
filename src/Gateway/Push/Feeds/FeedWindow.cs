using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>The newest events of one feed, kept as they were sent, for whoever resumes. Its feed's lock guards it.</summary>
internal sealed class FeedWindow(PushOptions limits)
{
    private readonly Queue<FeedBatch> batches = new();
    private int events;

    /// <summary>Of the batches that are kept; those that come in are made with it.</summary>
    public FrameBytes Bytes { get; } = new();

    public void Add(FeedBatch batch)
    {
        batches.Enqueue(batch);
        events += batch.Count;
        // The newest stays whatever its size: the loops have it anyway.
        while (batches.Count > 1 && (events > limits.WindowEvents || Bytes.Count > limits.WindowBytes)) Forget();
    }

    public void Clear()
    {
        while (batches.Count > 0) Forget();
    }

    /// <summary>Adds every batch that has something after the number. False: some of it is not kept.</summary>
    public bool TryTake(long after, List<FeedBatch> found)
    {
        foreach (var batch in batches)
        {
            if (batch.Last <= after) continue;
            if (found.Count == 0 && batch.First > after + 1) return false;
            found.Add(batch);
        }
        return found.Count > 0;
    }

    private void Forget()
    {
        var oldest = batches.Dequeue();
        events -= oldest.Count;
        oldest.Forget();
    }
}
