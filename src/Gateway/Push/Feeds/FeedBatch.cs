using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// Consecutive events of one feed, and their frames in each form that somebody asked for: encoded by the first who asks, shared by all.
/// <paramref name="counted"/> has the bytes of those that are kept. Any thread.
/// </summary>
internal sealed class FeedBatch(FeedId feed, ImmutableArray<RoomEventView> events, PushBuffers buffers, FrameBytes? counted = null)
{
    private readonly Lock gate = new();
    private readonly List<(FrameForm Form, PushBuffer Frames)> encoded = [];
    private bool isForgotten;

    public long First => events[0].Seq;

    public long Last => events[^1].Seq;

    public int Count => events.Length;

    /// <summary>The frames, with a reference that the caller releases.</summary>
    public PushBuffer Take(FrameForm form)
    {
        lock (gate)
        {
            foreach (var (known, frames) in encoded)
                if (known == form) return frames.AddReference();
            var fresh = Encode(form);
            // Somebody holds a batch that is kept no more: the frames are the caller's alone.
            if (isForgotten) return fresh;
            encoded.Add((form, fresh));
            counted?.Add(fresh.Length);
            return fresh.AddReference();
        }
    }

    /// <summary>Nobody will come for it any more, but those who hold it.</summary>
    public void Forget()
    {
        lock (gate)
        {
            isForgotten = true;
            foreach (var (_, frames) in encoded)
            {
                counted?.Add(-frames.Length);
                frames.Release();
            }
            encoded.Clear();
        }
    }

    private PushBuffer Encode(FrameForm form)
    {
        var frames = buffers.Rent();
        var entries = new FrameEntry[events.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            form.Encode(feed, events[i], frames);
            entries[i] = new FrameEntry(events[i].Seq, frames.Length, events[i].Class == DeliveryClass.LatestWins);
        }
        frames.Index = new EventIndex(feed, form, entries, buffers);
        return frames;
    }
}
