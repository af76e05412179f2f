using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// One stream at this node: its publisher, its frames on one timeline, and whoever takes them. The publisher's thread brings frames under
/// the stream's lock and never waits for a viewer. A publisher that goes leaves the stream for its return; <see cref="Sweep"/> closes it
/// when none comes.
/// </summary>
internal sealed class LiveStream
{
    private readonly Lock gate = new();
    private readonly LiveStreamsContext context;
    private readonly GopCache gop = new();
    private readonly Timeline timeline = new();
    private readonly StreamVitals vitals;
    private readonly TrackTable tracks;
    private readonly DropCounter drops;
    private IFrameSink[] sinks = [];
    private IPublisherSession? publisher;
    private long changedAt;
    private long lastArrival;
    private string leaveReason = "";
    private volatile StreamConfiguration configuration = StreamConfiguration.Empty;

    public LiveStream(string id, string app, string room, LiveStreamsContext context)
    {
        Id = id;
        App = app;
        Room = room;
        this.context = context;
        vitals = new(context.Time);
        drops = new(context.Metrics);
        Account = new(id, vitals, context.FanOut.LoopCount, context.Time);
        tracks = new(context, drops, Account);
        changedAt = lastArrival = context.Time.GetTimestamp();
        sinks = CreateSinks();
    }

    public string Id { get; }

    public string App { get; private set; }

    public string Room { get; private set; }

    /// <summary>What the stream amounts to since its start.</summary>
    public StreamAccount Account { get; }

    public StreamState State { get; private set; } = StreamState.Ended;

    public bool IsPublishing => State == StreamState.Live;

    /// <summary>The publisher's session now, or the last one's.</summary>
    public string Session { get; private set; } = "";

    public StreamConfiguration Configuration => configuration;

    /// <summary>Where the stream stands on its own timeline, between frames too; null while nobody publishes.</summary>
    public long? MediaMilliseconds
    {
        get
        {
            lock (gate) return IsPublishing ? timeline.Latest + (long)context.Time.GetElapsedTime(lastArrival).TotalMilliseconds : null;
        }
    }

    /// <summary>Renewed once a second.</summary>
    public StreamFigures Figures => vitals.Figures;

    public StreamHealth Health => vitals.Health;

    public int ViewerCount => tracks.ViewerCount + Audiences.Sum(audience => audience.ViewerCount);

    /// <summary>Frames that slow viewers did not get, since the start.</summary>
    public long DroppedFrames => drops.Total;

    private IEnumerable<IAudience> Audiences => Volatile.Read(ref sinks).OfType<IAudience>();

    /// <summary>Adds the viewers by protocol, of containers that exist.</summary>
    public void CountViewers(IDictionary<string, int> byProtocol)
    {
        tracks.CountViewers(byProtocol);
        foreach (var audience in Audiences)
            byProtocol[audience.Protocol] = (byProtocol.TryGetValue(audience.Protocol, out var others) ? others : 0) + audience.ViewerCount;
    }

    /// <summary>The stream's own sink of this type, made by an <see cref="IStreamSinkFactory"/>. Null: the stream has closed.</summary>
    public T? FindSink<T>()
        where T : class, IFrameSink => Volatile.Read(ref sinks).OfType<T>().FirstOrDefault();

    /// <summary>
    /// Gives the viewer to a loop, with header and group of pictures. False: the stream has closed. From here to
    /// <see cref="Viewer.Completion"/> the viewer's connection is the loop's to write to.
    /// </summary>
    public bool TryJoin(TrackKind kind, Viewer viewer)
    {
        lock (gate)
        {
            if (State == StreamState.Closed) return false;
            var track = tracks.Find(kind);
            if (track is null) AddSinkLocked(track = tracks.Add(kind));
            context.FanOut.Join(viewer, track);
            return true;
        }
    }

    /// <summary>The sink gets the cached frames at once, then every new one. False: the stream has closed.</summary>
    public bool TryAddSink(IFrameSink sink)
    {
        lock (gate)
        {
            if (State == StreamState.Closed) return false;
            AddSinkLocked(sink);
            return true;
        }
    }

    public void RemoveSink(IFrameSink sink)
    {
        lock (gate) sinks = [.. sinks.Where(s => s != sink)];
    }

    /// <summary>The controller's unpublish: the publisher is cut and the viewers with it.</summary>
    public void Cut(string reason)
    {
        lock (gate)
        {
            if (State == StreamState.Closed) return;
            if (State != StreamState.Ended) Report(PublisherChange.Ended, reason);
            publisher?.Revoke(reason);
            Close(reason);
        }
    }

    /// <summary>The controller's unsubscribe: all outputs end, the input stays.</summary>
    public void CutViewers(string reason)
    {
        lock (gate)
        {
            if (State == StreamState.Closed) return;
            foreach (var sink in sinks) sink.End(reason);
            sinks = CreateSinks();
            foreach (var sink in sinks) Refill(sink);
            tracks.Clear();
        }
    }

    internal string? TryOpen(IPublisherSession session, string app, string room)
    {
        lock (gate)
        {
            if (State == StreamState.Closed) return StreamOpening.Closed;
            if (publisher is { } other && !MayTakeOver(session, other)) return StreamOpening.Busy;
            publisher?.Revoke(StreamOpening.TakenOver);
            var change = State == StreamState.Ended ? PublisherChange.Started : PublisherChange.Returned;
            publisher = session;
            Session = session.Id;
            (App, Room) = (app, room);
            Account.Open(app, room, session.Protocol);
            context.Accounts.Add(Account);
            timeline.Reanchor();
            vitals.Restart();
            lastArrival = context.Time.GetTimestamp();
            SetState(StreamState.Live);
            Report(change, "");
            return null;
        }
    }

    internal bool IsBusyFor(IPublisherSession session)
    {
        lock (gate) return publisher is { } other && !MayTakeOver(session, other);
    }

    internal bool Publish(IPublisherSession session, Frame frame)
    {
        lock (gate)
        {
            if (publisher != session) return false;
            lastArrival = context.Time.GetTimestamp();
            frame.Stamp(timeline.Map(frame.Kind, frame.SourceMilliseconds));
            vitals.Count(frame);
            context.Metrics.CountIn(frame.Length);
            if (!TryConfigure(frame))
            {
                vitals.CountRefused();
                context.Metrics.CountDropped(DropReason.NoConfiguration, 1);
                return true;
            }
            if (!frame.IsConfiguration && frame.Kind != FrameKind.Metadata) gop.Add(frame);
            foreach (var sink in sinks) sink.Append(frame, configuration);
            return true;
        }
    }

    /// <summary>As <see cref="IFrameSink.PatientUntil"/>, for all sinks. 0: new frames are wanted at once.</summary>
    internal long PatientUntil(FanOutLoop reader)
    {
        var until = long.MaxValue;
        foreach (var sink in Volatile.Read(ref sinks)) until = Math.Min(until, sink.PatientUntil(reader));
        return until == long.MaxValue ? 0 : until;
    }

    internal void Leave(IPublisherSession session, StreamState newState, string reason)
    {
        lock (gate)
        {
            if (publisher != session) return;
            publisher = null;
            leaveReason = reason;
            Account.Leave();
            SetState(newState);
            Report(newState == StreamState.Ended ? PublisherChange.Ended : PublisherChange.Lost, reason);
        }
    }

    /// <summary>Once a second: figures and health, containers that nobody watches, and the end of waiting. False: the stream is closed.</summary>
    internal bool Sweep()
    {
        lock (gate)
        {
            if (vitals.Judge(IsPublishing, configuration) is { } changed) Report(changed);
            Account.Audience.Estimate(Audiences.Sum(audience => audience.ViewerCount));
            foreach (var track in tracks.RemoveIdle()) sinks = [.. sinks.Where(s => s != track)];
            var isWaiting = State is StreamState.Lost or StreamState.Ended;
            if (isWaiting && context.Time.GetElapsedTime(changedAt) >= context.Options.ReturnTime) GiveUp();
            return State != StreamState.Closed;
        }
    }

    private bool MayTakeOver(IPublisherSession session, IPublisherSession other) =>
        session.TokenHash == other.TokenHash && context.Time.GetElapsedTime(lastArrival) >= context.Options.TakeoverSilence;

    // False: the frame cannot be decoded, its configuration has not come.
    private bool TryConfigure(Frame frame)
    {
        var old = configuration;
        var now = old.With(frame);
        if (!ReferenceEquals(old, now)) configuration = now;
        if (old.Video != now.Video && old.Video is not null) gop.Clear();
        if (frame.IsConfiguration || !NeedsConfiguration(frame.Codec)) return true;
        return frame.Kind == FrameKind.Video ? now.Video is not null : now.Audio is not null;
    }

    private static bool NeedsConfiguration(FrameCodec codec) =>
        codec is FrameCodec.H264 or FrameCodec.Hevc or FrameCodec.Av1 or FrameCodec.Aac;

    private void AddSinkLocked(IFrameSink sink)
    {
        Refill(sink);
        sinks = [.. sinks, sink];
    }

    private void Refill(IFrameSink sink)
    {
        foreach (var frame in gop.Frames) sink.Append(frame, configuration);
    }

    private IFrameSink[] CreateSinks() => [.. context.Sinks.Select(factory => factory.Create(this))];

    private void GiveUp()
    {
        var wasLost = State == StreamState.Lost;
        if (wasLost) Report(PublisherChange.Ended, leaveReason);
        Close(wasLost ? ViewerEnd.PublisherLost : ViewerEnd.StreamEnded);
    }

    private void Close(string reason)
    {
        publisher = null;
        SetState(StreamState.Closed);
        foreach (var sink in sinks) sink.End(reason);
        sinks = [];
        tracks.Clear();
        gop.Clear();
        Account.Close();
    }

    private void SetState(StreamState state)
    {
        State = state;
        changedAt = context.Time.GetTimestamp();
    }

    private void Report(HealthChange change) =>
        context.Reporter.Report(new(App, Room, Id, Session, change.IsHealthy ? PublisherChange.Recovered : PublisherChange.Unhealthy, change.Reason)
        {
            Code = change.Code,
        });

    private void Report(PublisherChange change, string reason) => context.Reporter.Report(new(App, Room, Id, Session, change, reason));
}
