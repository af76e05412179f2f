using System.Diagnostics;
using System.Runtime.InteropServices;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// One thread that writes to its share of all viewers and reads its share of the RTMP connections. It sleeps until a merge window ends, a
/// socket has something to read or room again, or somebody posts; everything that concerns a viewer happens on it, so no viewer needs a
/// lock.
/// </summary>
internal sealed partial class FanOutLoop : IDisposable
{
    private static readonly long SlackTicks = Stopwatch.Frequency / 2000;

    private readonly FanOutOptions options;
    private readonly WatchedSockets watched = new();
    private readonly LoopInbox inbox = new();
    private readonly Dictionary<ContainerTrack, TrackShare> shares = [];
    private readonly Queue<LoopCommand> windows = new();
    private readonly PriorityQueue<SocketInput, long> rests = new();
    private readonly ILogger logger;
    private readonly List<Block> due = [];
    private readonly Thread thread;
    private long nextStallCheck;
    private int viewerCount;
    private volatile bool isStopping;
    private volatile bool hasEnded;

    public FanOutLoop(FanOutOptions options, ILogger logger, int number)
    {
        this.options = options;
        this.logger = logger;
        Number = number;
        thread = new Thread(Run) { IsBackground = true, Name = $"fan-out {number}" };
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>It stops, or a bug has ended it: it takes nobody any more.</summary>
    public bool HasEnded => hasEnded;

    /// <summary>Viewers that were given to this loop and have not left.</summary>
    public int ViewerCount => Volatile.Read(ref viewerCount);

    public LoopTraffic Traffic { get; } = new();

    public void Start() => thread.Start();

    public void Dispose()
    {
        isStopping = true;
        watched.Wake();
        if (thread.IsAlive) thread.Join();
        watched.Dispose();
    }

    public void PostJoin(Viewer viewer, ContainerTrack track)
    {
        Interlocked.Increment(ref viewerCount);
        track.CountViewer();
        viewer.Loop = this;
        Post(new(LoopCommandKind.Join, viewer, track));
    }

    public void PostLeave(Viewer viewer, string reason) => Post(new(LoopCommandKind.Leave, viewer, reason));

    public void PostFinish(Viewer viewer, string reason) => Post(new(LoopCommandKind.Finish, viewer, reason));

    /// <summary>Takes over the reference to the block.</summary>
    public void PostSend(Viewer viewer, Block block) => Post(new(LoopCommandKind.Send, viewer, block));

    public void PostWatch(SocketInput input) => Post(new(LoopCommandKind.Watch, input));

    public void PostReady(SocketInput input) => Post(new(LoopCommandKind.Ready, input));

    public void PostRest(SocketInput input, long until) => Post(new(LoopCommandKind.Rest, input, null, until), until);

    public void PostEnd(TrackShare share, string reason) => Post(new(LoopCommandKind.End, share, reason));

    public void PostDismiss(int oneIn, string reason) => Post(new(LoopCommandKind.Dismiss, this, reason, oneIn));

    public void PostWindow(TrackShare share, long end) => Post(new(LoopCommandKind.Window, share, null, end), end);

    /// <summary>On this thread. Null: the kernel has no place for one more.</summary>
    internal uint? TryWatch(int descriptor, ILoopSocket socket, Readiness wanted) => watched.TryAdd(descriptor, socket, wanted);

    /// <summary>From any thread, while the descriptor is open.</summary>
    internal void Unwatch(int descriptor, uint key)
    {
        watched.Forget(descriptor);
        if (Thread.CurrentThread == thread) watched.Remove(key);
        else Post(new(LoopCommandKind.Forget, this, null, key));
    }

    /// <summary>Sends what waits for a viewer; closes it when its connection is gone or it was waiting to end.</summary>
    internal void Flush(Viewer viewer)
    {
        if (!viewer.TryFlush()) Close(viewer, ViewerEnd.PeerClosed);
        else if (viewer.EndReason is { } reason && viewer.IsDrained) Close(viewer, reason);
        else viewer.Share!.Refresh(viewer);
    }

    internal void Close(Viewer viewer, string reason)
    {
        if (viewer.IsOver) return;
        var share = viewer.Share;
        viewer.Close();
        if (viewer.Index >= 0) share!.Remove(viewer);
        share?.Track.DiscountViewer();
        Interlocked.Decrement(ref viewerCount);
        viewer.Complete(reason);
    }

    private void Post(LoopCommand command, long neededAt = long.MinValue + 1)
    {
        if (!inbox.TryAdd(command, neededAt, out var mustWake)) Reject(command);
        else if (mustWake) watched.Wake();
    }

    private void Run()
    {
        try
        {
            while (!isStopping) RunOnce();
        }
        catch (Exception bug)
        {
            // The top of a thread. Its viewers are told instead of hanging; the others' loops go on.
            LoopFailed(bug);
        }
        hasEnded = true;
        inbox.Close();
        foreach (var command in inbox.Take()) Reject(command);
        foreach (var share in shares.Values) CloseAll(share, ViewerEnd.ShuttingDown);
        LeaveInputs();
    }

    private void RunOnce()
    {
        Sleep();
        inbox.Awaken();
        // First what brings new work, a window mostly; then that work.
        watched.ServeReady();
        foreach (var command in inbox.Take()) Execute(command);
        ReadDueInputs();
        SendDueWindows();
        if (Stopwatch.GetTimestamp() >= nextStallCheck) CheckStalls();
    }

    private void Sleep()
    {
        var now = Stopwatch.GetTimestamp();
        var until = shares.Count == 0 ? long.MaxValue : nextStallCheck;
        if (windows.TryPeek(out var first)) until = Math.Min(until, first.At);
        if (rests.TryPeek(out _, out var restEnd)) until = Math.Min(until, restEnd);
        if (!inbox.TrySleep(until)) watched.Sleep(0);
        else watched.Sleep(until == long.MaxValue ? -1 : MillisecondsUntil(until, now));
    }

    // epoll counts whole milliseconds: rounded to the nearest, and what is due within the slack is due.
    private static int MillisecondsUntil(long until, long now) =>
        until - now <= SlackTicks ? 0 : (int)((until - now + SlackTicks) * 1000 / Stopwatch.Frequency);

    private void Execute(LoopCommand command)
    {
        switch (command.Kind)
        {
            case LoopCommandKind.Join:
                Join(command.Viewer, (ContainerTrack)command.Argument!);
                break;
            case LoopCommandKind.Leave:
                Close(command.Viewer, (string)command.Argument!);
                break;
            case LoopCommandKind.Finish:
                Finish(command.Viewer, (string)command.Argument!);
                break;
            case LoopCommandKind.Send:
                SendOwn(command.Viewer, (Block)command.Argument!);
                break;
            case LoopCommandKind.Window:
                windows.Enqueue(command);
                break;
            case LoopCommandKind.End:
                End(command.Share, (string)command.Argument!);
                break;
            case LoopCommandKind.Watch:
                command.Input.Watch();
                break;
            case LoopCommandKind.Ready:
                command.Input.OnReady();
                break;
            case LoopCommandKind.Rest:
                rests.Enqueue(command.Input, command.At);
                break;
            case LoopCommandKind.Forget:
                watched.Remove((uint)command.At);
                break;
            case LoopCommandKind.Dismiss:
                Dismiss((int)command.At, (string)command.Argument!);
                break;
        }
    }

    // The loop has ended.
    private void Reject(LoopCommand command)
    {
        if (command.Kind == LoopCommandKind.Send) ((Block)command.Argument!).Release();
        if (command.Kind == LoopCommandKind.Join) RejectJoin(command.Viewer, (ContainerTrack)command.Argument!);
        if (command.Kind is LoopCommandKind.Watch or LoopCommandKind.Ready or LoopCommandKind.Rest) command.Input.Leave();
    }

    // It was counted when it was posted, and has no share yet that would discount it.
    private void RejectJoin(Viewer viewer, ContainerTrack track)
    {
        if (!viewer.IsOver) track.DiscountViewer();
        Close(viewer, ViewerEnd.ShuttingDown);
    }

    private void Join(Viewer viewer, ContainerTrack track)
    {
        if (viewer.IsOver) return;
        if (!shares.TryGetValue(track, out var share)) shares.Add(track, share = new TrackShare(this, track));
        share.Add(viewer);
        if (track.Begin(viewer, share) is { } ended) Close(viewer, ended);
        else Flush(viewer);
    }

    private void SendOwn(Viewer viewer, Block block)
    {
        if (viewer.Index >= 0)
        {
            viewer.OfferOwn(block);
            Flush(viewer);
        }
        block.Release();
    }

    private void End(TrackShare share, string reason)
    {
        DeliverDue(share, long.MaxValue);
        for (var i = share.Count - 1; i >= 0; i--) Finish(share.Viewers[i], reason);
    }

    private void Finish(Viewer viewer, string reason)
    {
        if (viewer.Index < 0) return;
        viewer.EndReason = reason;
        Flush(viewer);
    }

    // Before the windows of the same time: what is read now still goes with them.
    private void ReadDueInputs()
    {
        while (rests.TryPeek(out var input, out var end) && end <= Stopwatch.GetTimestamp() + SlackTicks)
        {
            rests.Dequeue();
            input.OnReady();
        }
    }

    // They leave at the end of a block: what they were sent is whole.
    private void Dismiss(int oneIn, string reason)
    {
        var staying = 0;
        foreach (var share in shares.Values)
            foreach (var viewer in share.Viewers)
                if (viewer.EndReason is null) staying++;
        var count = (staying + oneIn - 1) / oneIn;
        foreach (var share in shares.Values)
            for (var i = share.Count - 1; i >= 0 && count > 0; i--)
            {
                var viewer = share.Viewers[i];
                if (viewer.EndReason is not null) continue;
                viewer.EndReason = reason;
                count--;
                Flush(viewer);
            }
    }

    private void SendDueWindows()
    {
        while (windows.TryPeek(out var window))
        {
            var now = Stopwatch.GetTimestamp() + SlackTicks;
            if (window.At > now) return;
            windows.Dequeue();
            DeliverDue(window.Share, now);
        }
    }

    private void DeliverDue(TrackShare share, long now)
    {
        share.Track.Take(share, now, due);
        share.Deliver(CollectionsMarshal.AsSpan(due));
        foreach (var block in due) block.Release();
        due.Clear();
    }

    // Once a second: who takes nothing is closed, and a share that nobody watches is given up.
    private void CheckStalls()
    {
        var now = Stopwatch.GetTimestamp();
        nextStallCheck = now + Stopwatch.Frequency;
        var since = now - options.StallSeconds * Stopwatch.Frequency;
        foreach (var share in shares.Values)
            for (var i = share.Count - 1; i >= 0; i--)
                if (share.Viewers[i].IsStalled(since)) Close(share.Viewers[i], ViewerEnd.Stalled);
        foreach (var share in shares.Values)
            if (share.Count == 0) Detach(share);
    }

    // Removing the current entry is the one change that a dictionary allows while it is enumerated.
    private void Detach(TrackShare share)
    {
        share.Track.Detach(share);
        shares.Remove(share.Track);
    }

    private void LeaveInputs()
    {
        foreach (var input in watched.Items.OfType<SocketInput>().ToArray()) input.Leave();
    }

    private static void CloseAll(TrackShare share, string reason)
    {
        for (var i = share.Count - 1; i >= 0; i--) share.Loop.Close(share.Viewers[i], reason);
        share.Track.Detach(share);
    }
}
