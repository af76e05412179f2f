using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Reads a TCP socket on a loop's thread, where whoever waits goes on: a publisher's packet is read, cut into frames and laid before the
/// viewers by one thread that woke once, instead of by three that wake each other. Where frames would only wait for a merge window, the
/// socket rests: the kernel keeps the bytes, and all are read at once when the window ends. One wait at a time; the waiter must not block.
/// A socket that .NET has waited for would wake .NET's own thread too, so
/// <see cref="Socket.ReceiveAsync(Memory{byte}, CancellationToken)"/> is for after <see cref="Leave"/> only.
/// </summary>
internal sealed class SocketInput(Socket socket, FanOutLoop loop) : ILoopSocket, IValueTaskSource<int>
{
    // A peer that sends faster than it is read lets the loop's other sockets have their turn.
    private const int MaxReadsInARow = 16;

    // So much ends a rest early: a quick publisher must not find the kernel's buffer full.
    private const int MaxRestingBytes = 64 * 1024;

    private static readonly long ShortestRestTicks = Stopwatch.Frequency / 500;

    private readonly Lock gate = new();
    private readonly int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    private ManualResetValueTaskSourceCore<int> core;
    private Memory<byte> buffer;
    private uint? key;
    private int readsInARow;
    private bool isAnnounced;
    private bool isWaiting;
    private bool isResting;
    private bool isOver;

    public FanOutLoop Loop => loop;

    /// <summary>
    /// 0: the peer has closed, the connection is lost, or <see cref="Leave"/> was called. No object a call. Nothing is read before
    /// <paramref name="restsUntil"/>, a time of <see cref="Stopwatch"/>, unless very much comes.
    /// </summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> destination, long restsUntil = 0)
    {
        lock (gate)
        {
            if (isOver) return new(0);
            var rests = isAnnounced && restsUntil > Stopwatch.GetTimestamp() + ShortestRestTicks && TryRest();
            if (!rests && ++readsInARow <= MaxReadsInARow && TryReceive(destination.Span, out var received)) return new(received);
            core.Reset();
            buffer = destination;
            isWaiting = true;
            // Watching reports what is there already; later only what comes anew is reported by itself.
            if (!isAnnounced) loop.PostWatch(this);
            else if (rests) loop.PostRest(this, restsUntil);
            else if (readsInARow > MaxReadsInARow) loop.PostReady(this);
            isAnnounced = true;
            readsInARow = 0;
            return new(this, core.Version);
        }
    }

    /// <summary>The socket is no longer the loop's to read. Called before it is closed, or its number could be another's.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (isOver) return;
            isOver = true;
            EndRest();
            if (key is { } known) loop.Unwatch(descriptor, known);
        }
        Complete(0);
    }

    /// <summary>The loop's.</summary>
    internal void Watch()
    {
        lock (gate)
        {
            if (isOver) return;
            key = loop.TryWatch(descriptor, this, Readiness.Input);
            if (key is not null) return;
            isOver = true;
        }
        Complete(0);
    }

    public void OnReady()
    {
        int received;
        lock (gate)
        {
            // Nobody waits: whoever reads next tries first.
            if (!isWaiting) return;
            var isDone = TryReceive(buffer.Span, out received);
            // After the read: the kernel reports at once what is there by then.
            EndRest();
            if (!isDone) return;
        }
        Complete(received);
    }

    int IValueTaskSource<int>.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);

    private void Complete(int received)
    {
        lock (gate)
        {
            if (!isWaiting) return;
            isWaiting = false;
            buffer = default;
        }
        core.SetResult(received);
    }

    private bool TryRest() => isResting = isResting || TrySetLowWater(MaxRestingBytes);

    private void EndRest()
    {
        if (isResting) isResting = !TrySetLowWater(1);
    }

    private unsafe bool TrySetLowWater(int bytes) =>
        LibC.SetOption(descriptor, LibC.SocketLevel, LibC.ReceiveLowWater, &bytes, sizeof(int)) == 0;

    // False: nothing is there yet. A lost connection reads like a closed one: both end the session.
    private unsafe bool TryReceive(Span<byte> destination, out int received)
    {
        nint count;
        fixed (byte* first = destination)
        {
            do count = LibC.Receive(descriptor, first, (nuint)destination.Length, LibC.MsgDontWait);
            while (count < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted);
        }
        received = (int)Math.Max(0, count);
        return count >= 0 || Marshal.GetLastPInvokeError() != LibC.ErrorAgain;
    }
}
