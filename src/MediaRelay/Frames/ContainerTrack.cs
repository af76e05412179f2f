using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// One container of one stream, encoded once for all its viewers. The publisher's thread appends frames to the open block; loops take
/// blocks when the merge window is over, or find several where a key frame or the size closed one earlier. Keeps the blocks since the last
/// key frame for who joins.
/// </summary>
internal sealed class ContainerTrack(TrackKind kind, BlockPool blocks, TimeSpan window, TimeProvider time, DropCounter drops, StreamAccount account) : IFrameSink
{
    // A window of 40 ms holds 256 KB at 50 Mb/s; more is sent as several blocks.
    private const int MaxBlockBytes = 256 * 1024;
    private const int MinBlockBytes = 2048;

    // Other loops send at the window's end without waiting for the one that reads.
    private static readonly long ReadAheadTicks = Stopwatch.Frequency / 500;

    // As GopCache: the same frames in another form.
    private const int MaxHistoryBytes = GopCache.DefaultMaxBytes;
    private const int MaxHistoryBlocks = GopCache.DefaultMaxFrames;

    private readonly Lock gate = new();
    private readonly IContainer container = kind.CreateContainer();
    private readonly long windowTicks = (long)(window.TotalSeconds * Stopwatch.Frequency);
    private readonly List<Block> history = [];
    private TrackShare[] shares = [];
    private StreamConfiguration configuration = StreamConfiguration.Empty;
    private Block? open;
    private Block? header;
    private long historyBytes;
    private long windowEnd;
    private bool isWindowOpen;
    private int usualBlockBytes = MinBlockBytes;
    private int viewerCount;
    private long emptySince = time.GetTimestamp();
    private string? endReason;

    public TrackKind Kind => kind;

    public DropCounter Drops => drops;

    public SendMeter Sent { get; } = account.SentBy(kind.Protocol);

    public int ViewerCount => Volatile.Read(ref viewerCount);

    /// <summary>How long nobody has watched.</summary>
    public TimeSpan IdleTime => ViewerCount > 0 ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref emptySince));

    public void Append(Frame frame, StreamConfiguration newConfiguration)
    {
        lock (gate)
        {
            if (endReason is not null) return;
            Configure(newConfiguration);
            if (frame is { Kind: FrameKind.Video, IsKey: true } || frame.IsConfiguration) SealOpen();
            open ??= OpenBlock(frame);
            container.WriteFrame(frame, configuration, open);
            open.CountFrame(frame.DtsMilliseconds);
            // Configurations stand alone: a slow viewer that loses the frames around one must not lose it.
            if (frame.IsConfiguration || open.Length >= MaxBlockBytes) SealOpen();
            if (!isWindowOpen) OpenWindow(frame.ArrivedAt);
        }
    }

    public long PatientUntil(FanOutLoop reader)
    {
        lock (gate)
        {
            if (shares.Length == 0) return long.MaxValue;
            if (!isWindowOpen) return 0;
            foreach (var share in shares)
                if (share.Loop != reader) return windowEnd - ReadAheadTicks;
            return windowEnd;
        }
    }

    public void End(string reason)
    {
        lock (gate)
        {
            if (endReason is not null) return;
            SealOpen();
            var last = blocks.Rent(kind.Framing.Headroom, MinBlockBytes);
            container.WriteEnd(reason, last);
            SealInto(last);
            endReason = reason;
            foreach (var share in shares) share.Loop.PostEnd(share, reason);
            ForgetHistory();
            ForgetHeader();
        }
    }

    internal void CountViewer()
    {
        Interlocked.Increment(ref viewerCount);
        account.Audience.Join();
    }

    internal void DiscountViewer()
    {
        Volatile.Write(ref emptySince, time.GetTimestamp());
        Interlocked.Decrement(ref viewerCount);
        account.Audience.Leave();
    }

    /// <summary>
    /// The loop's: begins a viewer with header and history, exactly up to what the share delivers next. The reason: the track has ended.
    /// </summary>
    internal string? Begin(Viewer viewer, TrackShare share)
    {
        lock (gate)
        {
            if (endReason is not null) return endReason;
            if (!shares.Contains(share)) Attach(share);
            // What is pending for the share is the history's end (or all of it and more, when a key frame has just begun it anew).
            var known = history.Count - share.Pending.Count;
            if (known <= 0) return null;
            var first = TryMakeHeader(history[0].FirstDts);
            viewer.Begin(first, CollectionsMarshal.AsSpan(history)[..known]);
            return null;
        }
    }

    /// <summary>The loop's: a share without viewers.</summary>
    internal void Detach(TrackShare share)
    {
        lock (gate)
        {
            shares = [.. shares.Where(s => s != share)];
            foreach (var block in share.Pending) block.Release();
            share.Pending.Clear();
        }
    }

    /// <summary>The loop's: moves what is due to <paramref name="due"/>, with its references.</summary>
    internal void Take(TrackShare share, long now, List<Block> due)
    {
        lock (gate)
        {
            if (isWindowOpen && windowEnd <= now)
            {
                SealOpen();
                isWindowOpen = false;
            }
            due.AddRange(share.Pending);
            share.Pending.Clear();
        }
    }

    /// <summary>
    /// The header for a viewer whose first frame has this time, with a reference that the caller releases. Null: not playable yet.
    /// </summary>
    internal Block? TryGetHeader(long dtsMilliseconds)
    {
        lock (gate) return TryMakeHeader(dtsMilliseconds)?.AddReference();
    }

    // The next frame opens a window that the new share hears of.
    private void Attach(TrackShare share)
    {
        SealOpen();
        isWindowOpen = false;
        shares = [.. shares, share];
    }

    private void Configure(StreamConfiguration newConfiguration)
    {
        if (ReferenceEquals(configuration, newConfiguration)) return;
        var isOther = configuration.Video != newConfiguration.Video || configuration.Audio != newConfiguration.Audio;
        configuration = newConfiguration;
        ForgetHeader();
        // Old frames do not decode with the new configuration.
        if (isOther) ForgetHistory();
    }

    private Block OpenBlock(Frame frame)
    {
        var block = blocks.Rent(kind.Framing.Headroom, usualBlockBytes);
        block.IsKeyStart = configuration.HasVideo ? frame is { Kind: FrameKind.Video, IsKey: true } : !frame.IsConfiguration;
        block.IsConfiguration = frame is { IsConfiguration: true, Kind: not FrameKind.Metadata };
        return block;
    }

    private void OpenWindow(long arrivedAt)
    {
        isWindowOpen = true;
        windowEnd = arrivedAt + windowTicks;
        foreach (var share in shares) share.Loop.PostWindow(share, windowEnd);
    }

    private void SealOpen()
    {
        if (open is not { } block) return;
        open = null;
        container.CompleteBlock(block);
        usualBlockBytes = Math.Clamp((usualBlockBytes * 7 + block.Length * 2) / 8, MinBlockBytes, MaxBlockBytes);
        SealInto(block);
    }

    private void SealInto(Block block)
    {
        if (block.Length == 0)
        {
            block.Release();
            return;
        }
        kind.Framing.Enclose(block);
        foreach (var share in shares) share.Pending.Add(block.AddReference());
        Remember(block);
    }

    // Takes over the caller's reference.
    private void Remember(Block block)
    {
        if (block.IsKeyStart)
        {
            ForgetHistory();
            ForgetHeader();
        }
        var fits = historyBytes + block.Length <= MaxHistoryBytes && history.Count < MaxHistoryBlocks;
        if (!fits) ForgetHistory();
        if (!fits || (history.Count == 0 && !block.IsKeyStart))
        {
            block.Release();
            return;
        }
        history.Add(block);
        historyBytes += block.Length;
    }

    private Block? TryMakeHeader(long dtsMilliseconds)
    {
        if (header is not null || endReason is not null) return header;
        var made = blocks.Rent(kind.Framing.Headroom, MinBlockBytes);
        if (!container.TryWriteHeader(configuration, dtsMilliseconds, made))
        {
            made.Release();
            return null;
        }
        kind.Framing.Enclose(made);
        return header = made;
    }

    private void ForgetHeader()
    {
        header?.Release();
        header = null;
    }

    private void ForgetHistory()
    {
        foreach (var block in history) block.Release();
        history.Clear();
        historyBytes = 0;
    }
}
