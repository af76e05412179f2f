using System.Collections.Concurrent;

namespace Rooms.MediaRelay.Frames;

/// <summary>The streams of this node by id. A stream is here from its publisher's start to the end of the wait for its return.</summary>
internal sealed class LiveStreams(LiveStreamsContext context) : ISwept
{
    private readonly ConcurrentDictionary<string, LiveStream> streams = new(StringComparer.Ordinal);

    public int Count => streams.Count;

    public IEnumerable<LiveStream> All => streams.Values;

    public LiveStream? Find(string streamId) => streams.GetValueOrDefault(streamId);

    /// <summary>Before the control plane is asked: would <see cref="Open"/> refuse?</summary>
    public bool IsBusy(string streamId, IPublisherSession session) => Find(streamId)?.IsBusyFor(session) ?? false;

    /// <summary>The session publishes from now on. Null: somebody else does (<c>stream_busy</c>).</summary>
    public StreamPublisher? Open(string streamId, IPublisherSession session, string app, string room)
    {
        while (true)
        {
            var stream = streams.GetOrAdd(streamId, id => new LiveStream(id, app, room, context));
            var refusal = stream.TryOpen(session, app, room);
            if (refusal is null) return new StreamPublisher(stream, session);
            if (refusal == StreamOpening.Busy) return null;
            streams.TryRemove(new(streamId, stream));
        }
    }

    /// <summary>Cuts publisher and viewers of a stream. False: it is not here.</summary>
    public bool Cut(string streamId, string reason)
    {
        if (Find(streamId) is not { } stream) return false;
        stream.Cut(reason);
        streams.TryRemove(new(streamId, stream));
        return true;
    }

    public void Sweep()
    {
        foreach (var (id, stream) in streams)
            if (!stream.Sweep()) streams.TryRemove(new(id, stream));
    }
}
