using System.Diagnostics;
using System.Runtime.InteropServices;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// A viewer whose TCP socket the loop writes itself. Holds the socket's handle open until the loop has let go: a .NET socket's Dispose
/// would wait for that, so whose socket may be disposed of earlier gives a <see cref="SocketCopy"/>. Nobody else may write to the socket
/// from <see cref="LiveStream.TryJoin"/> on.
/// </summary>
internal sealed class SocketViewer : Viewer, ILoopSocket
{
    // sendmsg copies its vectors into the kernel: 16 cover a second of 60 ms windows.
    private const int MaxVectors = 16;

    private readonly SafeHandle handle;
    private readonly ViewerQueue queue;
    private long lastProgress;
    // Of the loop's poller, once it watches.
    private uint? watchKey;

    public SocketViewer(SafeHandle handle, FanOutOptions limits)
    {
        this.handle = handle;
        queue = new(limits);
        var held = false;
        handle.DangerousAddRef(ref held);
        Descriptor = (int)handle.DangerousGetHandle();
    }

    public override long DroppedFrames => queue.DroppedFrames;

    public void OnReady() => Loop!.Flush(this);

    internal override int Descriptor { get; }

    internal override bool IsDrained => queue.IsEmpty;

    internal override bool IsClear => queue is { IsEmpty: true, WaitsForKey: false };

    internal override void Begin(Block? header, ReadOnlySpan<Block> history)
    {
        lastProgress = Stopwatch.GetTimestamp();
        queue.Begin(header, history);
    }

    internal override void Offer(ReadOnlySpan<Block> blocks, int skip)
    {
        if (queue.IsEmpty) lastProgress = Stopwatch.GetTimestamp();
        var dropped = queue.DroppedFrames;
        foreach (var block in blocks)
        {
            if (skip >= block.Length)
            {
                skip -= block.Length;
                continue;
            }
            OfferOne(block, skip);
            skip = 0;
        }
        Share!.Track.Drops.Count(queue.DroppedFrames - dropped);
    }

    internal override void OfferOwn(Block block)
    {
        if (queue.IsEmpty) lastProgress = Stopwatch.GetTimestamp();
        queue.Add(block, 0);
    }

    internal override unsafe bool TryFlush()
    {
        var vectors = stackalloc IoVector[MaxVectors];
        while (!queue.IsEmpty)
        {
            var message = new MessageHeader { Vectors = vectors, VectorCount = (nuint)queue.Fill(new(vectors, MaxVectors)) };
            var sent = LibC.SendMessage(Descriptor, &message, LibC.MsgDontWait | LibC.MsgNoSignal);
            if (sent < 0) return IsFull(Marshal.GetLastPInvokeError());
            lastProgress = Stopwatch.GetTimestamp();
            queue.Consume(sent);
            Share!.CountSend(sent);
        }
        return true;
    }

    internal override bool IsStalled(long since) => !queue.IsEmpty && lastProgress < since;

    internal override void Close()
    {
        if (watchKey is { } key) Loop!.Unwatch(Descriptor, key);
        queue.Clear();
        handle.DangerousRelease();
    }

    private void OfferOne(Block block, int skip)
    {
        if (!queue.HasBegun && block.IsKeyStart && Share!.Track.TryGetHeader(block.FirstDts) is { } header)
        {
            queue.Start(header);
            header.Release();
        }
        queue.TryOffer(block, skip);
    }

    // The kernel reports room once after a write that did not fit; before the first such write there is nothing to watch.
    private bool IsFull(int error)
    {
        if (error == LibC.ErrorInterrupted) return TryFlush();
        if (error != LibC.ErrorAgain) return false;
        watchKey ??= Loop!.TryWatch(Descriptor, this, Readiness.Room);
        return watchKey is not null;
    }
}
