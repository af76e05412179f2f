using System.Diagnostics;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// A viewer behind a stream that no loop can write by descriptor (TLS, HTTP/2, WebSocket). The loop fills the queue;
/// <see cref="RunAsync"/>, which the session awaits, writes it out.
/// </summary>
internal sealed class StreamViewer(FanOutOptions limits) : Viewer
{
    private readonly Lock gate = new();
    private readonly ViewerQueue queue = new(limits);
    private readonly WakeSignal signal = new();
    private long lastProgress = Stopwatch.GetTimestamp();
    private bool isWriting;
    private bool isClosed;

    public override long DroppedFrames
    {
        get
        {
            lock (gate) return queue.DroppedFrames;
        }
    }

    /// <summary>A write was given up halfway: what is written after it would be read as its rest. Known once <see cref="RunAsync"/> has ended.</summary>
    public bool IsCutShort { get; private set; }

    internal override int Descriptor => -1;

    internal override bool IsClear => false;

    internal override bool IsDrained
    {
        get
        {
            lock (gate) return queue.IsEmpty && !isWriting;
        }
    }

    /// <summary>Writes until the loop lets go, the viewer leaves or <paramref name="cancellation"/>. Returns the reason.</summary>
    public async Task<string> RunAsync(Stream output, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(cancellation);
                if (!await WriteWaitingAsync(output, cancellation)) break;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Leave(ViewerEnd.PeerClosed);
        }
        return await Completion;
    }

    internal override void Begin(Block? header, ReadOnlySpan<Block> history)
    {
        lock (gate) queue.Begin(header, history);
        signal.Set();
    }

    internal override void Offer(ReadOnlySpan<Block> blocks, int skip)
    {
        lock (gate)
        {
            if (queue.IsEmpty && !isWriting) lastProgress = Stopwatch.GetTimestamp();
            var dropped = queue.DroppedFrames;
            foreach (var block in blocks)
            {
                if (!queue.HasBegun && block.IsKeyStart && Share!.Track.TryGetHeader(block.FirstDts) is { } header)
                {
                    queue.Start(header);
                    header.Release();
                }
                queue.TryOffer(block, 0);
            }
            Share!.Track.Drops.Count(queue.DroppedFrames - dropped);
        }
        signal.Set();
    }

    internal override void OfferOwn(Block block)
    {
        lock (gate) queue.Add(block, 0);
        signal.Set();
    }

    internal override bool TryFlush() => true;

    internal override bool IsStalled(long since)
    {
        lock (gate) return isWriting && lastProgress < since;
    }

    internal override void Close()
    {
        lock (gate)
        {
            isClosed = true;
            queue.Clear();
        }
        signal.Set();
    }

    // False: closed.
    private async ValueTask<bool> WriteWaitingAsync(Stream output, CancellationToken cancellation)
    {
        var wrote = false;
        while (TryTake(out var block))
        {
            try
            {
                IsCutShort = true;
                await output.WriteAsync(block.Memory, cancellation);
                IsCutShort = false;
                Loop?.Traffic.CountStreamed(block.Memory.Length);
                wrote = true;
            }
            finally
            {
                block.Release();
            }
        }
        if (wrote) await output.FlushAsync(cancellation);
        lock (gate)
        {
            isWriting = false;
            if (isClosed) return false;
        }
        if (EndReason is not null) Loop?.PostLeave(this, EndReason);
        return true;
    }

    private bool TryTake(out Block block)
    {
        lock (gate)
        {
            lastProgress = Stopwatch.GetTimestamp();
            isWriting = queue.TryTake(out block, out _);
            // Before the write: who is let go has been counted in full.
            if (isWriting) Share!.Track.Sent.Add(block.Length);
            return isWriting;
        }
    }
}
