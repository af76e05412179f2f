using Microsoft.Extensions.Logging;
using Rooms.Sockets;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// One thread that reads and writes its share of all push connections. Everything that concerns a connection happens on it, so no connection needs a
/// lock. A turn: who is ready, what was posted, then one write for each connection that has something to be sent.
/// </summary>
internal sealed partial class PushLoop : IDisposable
{
    // One read of a client that sends much; an idle one has no buffer at all.
    private const int ReadBytes = 64 * 1024;

    private const int LookMilliseconds = 1000;

    private readonly WatchedSockets watched = new();
    private readonly PushInbox inbox = new();
    private readonly List<LoopMember> members = [];
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly Thread thread;
    private List<PushConnection> unflushed = [];
    private List<PushConnection> flushing = [];
    private List<LoopMember> reading = [];
    private List<LoopMember> served = [];
    private long nextLook;
    private volatile bool isStopping;
    private volatile bool hasFailed;

    public PushLoop(int number, PushOptions options, PushBuffers buffers, TimeProvider time, ILogger logger)
    {
        Options = options;
        Buffers = buffers;
        this.time = time;
        this.logger = logger;
        began = time.GetTimestamp();
        thread = new Thread(Run) { IsBackground = true, Name = $"push {number}" };
    }

    public PushOptions Options { get; }

    public PushBuffers Buffers { get; }

    /// <summary>Single writer; others read what is nearly right.</summary>
    public LoopFigures Figures { get; } = new();

    /// <summary>For <see cref="Feeds"/>: the feeds that somebody on this loop follows. The loop's thread.</summary>
    public object? Feeds { get; set; }

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Since the loop was made, when this turn began. The loop's thread.</summary>
    public long NowMilliseconds { get; private set; }

    /// <summary>It was not ended by a fault: connections may be given to it. Any thread.</summary>
    public bool IsServing => !hasFailed;

    public IReadOnlyList<LoopMember> Members => members;

    /// <summary>For one read at a time; nobody keeps it.</summary>
    internal byte[] ReadBuffer { get; } = GC.AllocateUninitializedArray<byte>(ReadBytes, pinned: true);

    public void Start() => thread.Start();

    /// <summary>From any thread.</summary>
    public void Post(ILoopTask task)
    {
        if (!inbox.TryAdd(task, out var mustWake)) task.Reject();
        else if (mustWake) watched.Wake();
    }

    public void Post(Action run) => Post(new LoopAction(run));

    public void Dispose()
    {
        if (isStopping) return;
        isStopping = true;
        watched.Wake();
        if (thread.IsAlive) thread.Join();
        watched.Dispose();
    }

    internal void Add(LoopMember member)
    {
        member.Place = members.Count;
        members.Add(member);
        Figures.Members = members.Count;
    }

    internal void Remove(LoopMember member)
    {
        if (member.Place < 0) return;
        var last = members[^1];
        members[member.Place] = last;
        last.Place = member.Place;
        members.RemoveAt(members.Count - 1);
        member.Place = -1;
        Figures.Members = members.Count;
    }

    /// <summary>Null: the kernel has no place for one more.</summary>
    internal uint? TryWatch(int descriptor, ILoopSocket socket) => watched.TryAdd(descriptor, socket, Readiness.Input | Readiness.Room);

    internal void Unwatch(int descriptor, uint key)
    {
        watched.Forget(descriptor);
        watched.Remove(key);
    }

    /// <summary>At the end of this turn, all that it was sent goes in one write.</summary>
    internal void FlushLater(PushConnection connection) => unflushed.Add(connection);

    /// <summary>In the next turn, after the others.</summary>
    internal void ReadLater(LoopMember member) => reading.Add(member);

    private void Run()
    {
        try
        {
            while (!isStopping) RunOnce();
        }
        catch (Exception bug)
        {
            // The top of a thread. Its clients are told by the end of their connections; the others' loops go on.
            hasFailed = true;
            LoopFailed(bug);
        }
        inbox.Close();
        foreach (var task in inbox.Take()) task.Reject();
        for (var i = members.Count - 1; i >= 0; i--) members[i].Attempt(static one => one.Abandon());
    }

    private void RunOnce()
    {
        watched.Sleep(IsIdle() && inbox.TrySleep() ? SleepMilliseconds() : 0);
        NowMilliseconds = (long)time.GetElapsedTime(began).TotalMilliseconds;
        watched.ServeReady();
        ReadOn();
        foreach (var task in inbox.Take()) Execute(task);
        Flush();
        if (NowMilliseconds >= nextLook) Look();
    }

    private bool IsIdle() => unflushed.Count == 0 && reading.Count == 0;

    private int SleepMilliseconds() => members.Count == 0 ? -1 : (int)Math.Clamp(nextLook - NowMilliseconds, 1, LookMilliseconds);

    // What is posted is not one connection's affair: a fault in it must not take the others along.
    private void Execute(ILoopTask task)
    {
        try
        {
            task.Run(this);
        }
        catch (Exception bug)
        {
            TaskFailed(bug);
        }
    }

    private void ReadOn()
    {
        if (reading.Count == 0) return;
        (reading, served) = (served, reading);
        foreach (var member in served) member.Attempt(static one => one.ReadOn());
        served.Clear();
    }

    // What a flush brings about goes with the next turn.
    private void Flush()
    {
        if (unflushed.Count == 0) return;
        (unflushed, flushing) = (flushing, unflushed);
        foreach (var connection in flushing) connection.Attempt(static one => ((PushConnection)one).Flush());
        flushing.Clear();
    }

    private void Look()
    {
        nextLook = NowMilliseconds + LookMilliseconds;
        var queued = 0L;
        // Who ends is replaced by the last one, which was looked at already.
        for (var i = members.Count - 1; i >= 0; i--)
        {
            if (i >= members.Count) continue;
            queued += members[i].QueuedBytes;
            members[i].Attempt(static one => one.Look());
        }
        Figures.QueuedBytes = queued;
    }
}
