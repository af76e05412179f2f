using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// One client that is pushed to. Its loop's thread, but for what says otherwise. What is sent in one turn of the loop leaves as one write, at the turn's
/// end. Over its bound, events of which only the newest matters are left out, then the connection is closed.
/// </summary>
internal abstract class PushConnection : LoopMember
{
    // What a closing client has to take what is under way to it.
    private const int LingerMilliseconds = 2000;

    private const int IdBytes = 16;

    private readonly SendQueue queue = new();
    private readonly IncomingBytes incoming;
    private readonly ConnectionTable table;
    private long deadline = long.MaxValue;
    private long lastProgress;
    private PushState state;
    private bool isFlushDue;
    private bool isBlocked;
    private bool isPaused;

    protected PushConnection(PushLoop loop, PushSurface surface, PushProtocol protocol, IPAddress address, ConnectionTable table)
        : base(loop)
    {
        Surface = surface;
        Protocol = protocol;
        Address = address;
        this.table = table;
        incoming = new IncomingBytes(surface.IsWebSocket ? new WebSocketIntake(surface.MaxMessageBytes) : new RawIntake(surface.MaxMessageBytes));
        protocol.Connection = this;
    }

    /// <summary>Random: whoever knows it was told it. Any thread.</summary>
    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    public PushSurface Surface { get; }

    public PushProtocol Protocol { get; }

    /// <summary>The client's, not a proxy's.</summary>
    public IPAddress Address { get; }

    public DateTimeOffset Since { get; internal set; }

    /// <summary>The loop's milliseconds when the peer was last heard, be it a pong.</summary>
    public long LastHeard { get; private set; }

    public bool IsOpen => state == PushState.Open;

    /// <summary>Input is wanted: open, and not paused.</summary>
    public bool IsReading => IsOpen && !isPaused;

    /// <summary>Bytes that wait for the peer. Any thread may look.</summary>
    public override long QueuedBytes => queue.Bytes;

    /// <summary>Events left out because it was slow. Any thread may look.</summary>
    public long DroppedEvents { get; private set; }

    /// <summary>Events that were laid before it. Any thread may look.</summary>
    public long DeliveredFrames { get; private set; }

    /// <summary>What it follows, when it follows something.</summary>
    internal IConnectionFeeds? Feeds { get; set; }

    /// <summary>It closes because the peer said that it would: nothing more is to be heard.</summary>
    protected bool HasPeerFinished { get; private set; }

    /// <summary>The transport was given back.</summary>
    protected bool IsGone => state == PushState.Gone;

    /// <summary>Also while it closes: the peer's end is waited for, and what it still says is nobody's.</summary>
    protected bool CanReceive => !IsGone && !(IsOpen && isPaused);

    /// <summary>Half the bound is free: older events may be brought.</summary>
    internal bool HasRoom => QueuedBytes <= Loop.Options.QueueBytes / 2;

    /// <summary>A frame of its own, whole as the wire wants it; never left out.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        if (!IsOpen || frame.IsEmpty) return;
        SendLast(frame);
    }

    /// <summary>Frames that others are sent too. The caller keeps its reference.</summary>
    public void Send(PushBuffer frames)
    {
        if (IsOpen) Enqueue(frames, 0, frames.Length);
    }

    /// <summary>From any thread: runs on the loop; <paramref name="otherwise"/>, if the connection is over by then, and perhaps elsewhere.</summary>
    public void Post(Action<PushConnection> run, Action? otherwise = null) => Loop.Post(new LoopAction(() =>
    {
        if (IsOpen) Guard(() => run(this));
        else otherwise?.Invoke();
    }, otherwise));

    /// <summary>Stops reading: what the client has sent already waits here or with the kernel, and then with the client.</summary>
    public void PauseReading() => isPaused = true;

    public void ResumeReading()
    {
        if (!isPaused) return;
        isPaused = false;
        Loop.ReadLater(this);
    }

    /// <summary>From now; replaces the one before; <see cref="Timeout.InfiniteTimeSpan"/>: none. Kept to about a second.</summary>
    public void SetDeadline(TimeSpan time)
    {
        // A closing one has its own.
        if (IsOpen) deadline = time == Timeout.InfiniteTimeSpan ? long.MaxValue : Loop.NowMilliseconds + (long)time.TotalMilliseconds;
    }

    /// <summary>After what waits was sent; over a WebSocket with a close frame. The session hears of it before this returns.</summary>
    public void Close(string reason, ushort status = WebSocketStatus.Normal)
    {
        if (!IsOpen) return;
        End(reason);
        HasPeerFinished = reason == PushEnds.PeerClosed;
        state = PushState.Closing;
        deadline = Loop.NowMilliseconds + LingerMilliseconds;
        incoming.SayGoodbye(this, status, reason);
        FlushSoon();
    }

    /// <summary>At once, whatever waits.</summary>
    public void Abort(string reason)
    {
        if (state == PushState.Gone) return;
        End(reason);
        state = PushState.Gone;
        queue.Clear();
        incoming.Clear();
        Loop.Remove(this);
        Release();
    }

    /// <summary>Once, on the loop: from here on it is read.</summary>
    internal void Open(PushHandshake handshake)
    {
        Loop.Add(this);
        Since = Loop.UtcNow;
        lastProgress = LastHeard = Loop.NowMilliseconds;
        table.Add(this);
        Guard(() => Protocol.OnOpened(handshake));
    }

    internal override void Look()
    {
        var now = Loop.NowMilliseconds;
        if (now >= deadline)
        {
            deadline = long.MaxValue;
            if (!IsOpen) Abort(PushEnds.Late);
            else Guard(Protocol.OnDeadline);
        }
        if (IsOpen && QueuedBytes > 0 && now - lastProgress > Loop.Options.StallSeconds * 1000L) Abort(PushEnds.Stalled);
    }

    internal override void Abandon()
    {
        Close(PushEnds.ShuttingDown, WebSocketStatus.GoingAway);
        Flush();
        Abort(PushEnds.ShuttingDown);
    }

    internal void Drain(TimeSpan after, TimeSpan spread)
    {
        if (IsOpen) Guard(() => Protocol.OnDraining(after, spread));
    }

    /// <summary>Goes out whatever the connection's state: its goodbye.</summary>
    internal void SendLast(ReadOnlySpan<byte> frame)
    {
        var buffer = Loop.Buffers.Rent(frame.Length);
        buffer.Write(frame);
        Enqueue(buffer, 0, buffer.Length);
        buffer.Release();
    }

    /// <summary>Events of a feed, part of a shared buffer.</summary>
    internal void SendEvents(PushBuffer frames, int offset, int length, int count)
    {
        if (!IsOpen) return;
        DeliveredFrames += count;
        Loop.Figures.Deliveries += count;
        Enqueue(frames, offset, length);
    }

    /// <summary>Writes what waits, and sees to the bound.</summary>
    internal void Flush()
    {
        isFlushDue = false;
        if (state == PushState.Gone) return;
        if (!isBlocked) Write();
        if (isBlocked && IsOpen && QueuedBytes > Loop.Options.QueueBytes) Shorten();
        if (IsOpen && Feeds is not null && HasRoom) Feeds.OnRoom();
    }

    /// <summary>The peer takes more.</summary>
    internal void Unblock()
    {
        if (!isBlocked) return;
        isBlocked = false;
        FlushSoon();
    }

    internal void CountProgress() => lastProgress = Loop.NowMilliseconds;

    /// <summary>Bytes of the client. What is no whole message is kept until it is.</summary>
    internal void TakeIn(Span<byte> bytes)
    {
        if (!IsOpen) return;
        LastHeard = Loop.NowMilliseconds;
        try
        {
            incoming.Take(this, bytes);
        }
        catch (Exception bug)
        {
            EndFailed(bug);
        }
        if (!IsOpen) incoming.Clear();
        else if (!isPaused && incoming.IsTooLong) Close(PushEnds.TooLarge, WebSocketStatus.MessageTooBig);
    }

    /// <summary>After a pause: what was kept comes first.</summary>
    protected void TakeKept()
    {
        if (incoming.IsWaiting && IsReading) TakeIn([]);
    }

    /// <summary>The peer has ended its side, or the connection is lost.</summary>
    protected void OnPeerGone() => Abort(PushEnds.PeerClosed);

    protected abstract FlushOutcome TryWrite(SendQueue waiting);

    /// <summary>Everything was written: the peer is told that nothing follows.</summary>
    protected abstract void FinishWriting();

    /// <summary>Gives the transport back. Once.</summary>
    protected abstract void Release();

    private void Write()
    {
        switch (TryWrite(queue))
        {
            case FlushOutcome.Blocked:
                isBlocked = true;
                break;
            case FlushOutcome.Lost:
                Abort(PushEnds.PeerClosed);
                break;
            case FlushOutcome.Drained when state == PushState.Closing:
                state = PushState.Lingering;
                FinishWriting();
                break;
        }
    }

    private void Shorten()
    {
        var dropped = QueueTrim.Run(queue);
        DroppedEvents += dropped;
        Loop.Figures.Dropped += dropped;
        if (QueuedBytes <= Loop.Options.QueueBytes) return;
        QueueTrim.KeepBegun(queue);
        Close(PushEnds.SlowReader, WebSocketStatus.TryAgainLater);
    }

    private void Enqueue(PushBuffer buffer, int offset, int length)
    {
        if (queue.IsEmpty) CountProgress();
        queue.Add(buffer, offset, length);
        FlushSoon();
    }

    private void FlushSoon()
    {
        if (isFlushDue) return;
        isFlushDue = true;
        Loop.FlushLater(this);
    }

    private void End(string reason)
    {
        if (!IsOpen) return;
        state = PushState.Closing;
        table.Remove(this, reason);
        Feeds?.OnClosed();
        Feeds = null;
        Guard(() => Protocol.OnClosed(reason));
    }

    // Closing may be what went wrong.
    internal override void Fail(Exception bug)
    {
        var wasOpen = IsOpen;
        EndFailed(bug);
        if (!wasOpen) Abort(PushEnds.InternalError);
    }

    private void EndFailed(Exception bug)
    {
        Loop.SessionFailed(bug, Surface.Name, Id);
        Close(PushEnds.InternalError, WebSocketStatus.InternalError);
    }

    // A fault in a session is that session's end.
    private void Guard(Action call)
    {
        try
        {
            call();
        }
        catch (Exception bug)
        {
            EndFailed(bug);
        }
    }

}
