using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Fmp4;
using Rooms.Wire.Hls;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>
/// Cuts a stream into segments of MP4 fragments and keeps the newest in memory, from the first frame on, so that the first viewer need not wait.
/// Frames come on the publisher's thread; readers take references to a segment's blocks and send them without the lock.
/// </summary>
internal sealed class FramesToHls(string streamId, BlockPool blocks, TimeProvider time, HlsOptions options, AppAudience places)
    : IFrameSink, IAudience
{
    // Frames are copied into a fragment at these bounds: with one frame of 8 MB on top it still fits the largest buffer, 16 MB.
    private const int MaxFragmentBytes = 1 << 20;
    private const long MaxFragmentMilliseconds = 500;

    // Key frames every 2 s come after 1,999 ms or 2,001 by their rounded times.
    private const long ToleranceMilliseconds = 50;

    private readonly Lock gate = new();
    private readonly FragmentBuilder builder = new();
    private readonly HlsWindow window = new(options.ListedSegments, options.KeptSegments);
    private readonly HlsAudience audience = new(time, places);
    private readonly TaskCompletionSource firstSegment = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamConfiguration configuration = StreamConfiguration.Empty;
    private HlsInit? init;
    private HlsSegment? current;
    private long fragmentDts;
    private bool isDiscontinuous;
    private int targetSeconds = options.TargetSeconds;

    // Never a number twice, not even after a restart: players and caches hold segments by their name.
    private long nextNumber = time.GetUtcNow().ToUnixTimeSeconds();

    public string Protocol => HlsNames.Protocol;

    public int ViewerCount => audience.Count;

    /// <summary>Done when there is a list; cancelled when the stream ended before.</summary>
    public Task FirstSegment => firstSegment.Task;

    /// <summary>As <see cref="HlsAudience.See"/>.</summary>
    public string? See(string token, string address) => audience.See(token, address);

    public void Append(Frame frame, StreamConfiguration newConfiguration)
    {
        lock (gate)
        {
            if (!newConfiguration.HasSameTracks(configuration)) Configure(newConfiguration, frame.DtsMilliseconds);
            if (frame.IsConfiguration || frame.Kind == FrameKind.Metadata || init is null) return;
            if (IsStart(frame)) Begin(frame);
            if (current is null) return;
            if (IsFragmentFull(frame)) WriteFragment();
            if (builder.IsEmpty) fragmentDts = frame.DtsMilliseconds;
            builder.Add(frame);
        }
    }

    public void End(string reason)
    {
        lock (gate)
        {
            builder.Clear();
            current?.Clear();
            current = null;
            init = null;
            window.Clear();
            firstSegment.TrySetCanceled();
        }
        audience.End();
    }

    /// <summary>The playlist; <paramref name="query"/> is put after every URI in it.</summary>
    public string WritePlaylist(string query)
    {
        lock (gate)
        {
            var listed = window.Listed;
            var entries = new PlaylistSegment[listed.Length];
            for (var i = 0; i < listed.Length; i++) entries[i] = ToEntry(listed[i], query);
            var first = listed.IsEmpty ? nextNumber : listed[0].Number;
            return MediaPlaylist.Write(targetSeconds, first, window.LeftDiscontinuities, entries, isEnded: false);
        }
    }

    /// <summary>The segment's blocks with a reference each, which the caller releases. Null: no such segment (any more).</summary>
    public Block[]? Borrow(long number)
    {
        lock (gate) return window.Find(number)?.Borrow();
    }

    public byte[]? FindInit(long number)
    {
        lock (gate) return window.FindInit(number)?.Bytes;
    }

    private PlaylistSegment ToEntry(HlsSegment segment, string query) => new(
        $"{streamId}.{segment.Number}{HlsNames.Segment}{query}",
        $"{streamId}.{segment.Init.Number}{HlsNames.Init}{query}",
        segment.Duration, segment.At, segment.IsDiscontinuous);

    private void Configure(StreamConfiguration newConfiguration, long dts)
    {
        Finish(dts);
        configuration = newConfiguration;
        builder.Configure(Fmp4Tracks.From(newConfiguration));
        isDiscontinuous = window.HasSegments;
        init = builder.Tracks.IsEmpty ? null : new HlsInit(nextNumber, builder.Tracks.CreateInit());
    }

    // The first picture, a key frame after the target, anything after the bound; without pictures any sound.
    private bool IsStart(Frame frame)
    {
        var isPlace = builder.Tracks.Video is null ? frame.Kind == FrameKind.Audio : frame is { Kind: FrameKind.Video, IsKey: true };
        if (current is null) return isPlace;
        var length = frame.DtsMilliseconds - current.FirstDts;
        return (isPlace && length >= options.TargetSeconds * 1000L - ToleranceMilliseconds) || length >= options.MaxSegmentSeconds * 1000L;
    }

    private void Begin(Frame frame)
    {
        Finish(frame.DtsMilliseconds);
        current = window.Rent();
        current.Begin(nextNumber++, init!, time.GetUtcNow(), isDiscontinuous, frame.DtsMilliseconds);
        isDiscontinuous = false;
    }

    private void Finish(long endDts)
    {
        if (current is not { } segment) return;
        WriteFragment();
        segment.Duration = TimeSpan.FromMilliseconds(endDts - segment.FirstDts);
        targetSeconds = Math.Max(targetSeconds, (int)Math.Round(segment.Duration.TotalSeconds, MidpointRounding.AwayFromZero));
        window.Add(segment);
        current = null;
        firstSegment.TrySetResult();
    }

    private bool IsFragmentFull(Frame frame) =>
        builder.PendingBytes >= MaxFragmentBytes || frame.DtsMilliseconds - fragmentDts >= MaxFragmentMilliseconds;

    private void WriteFragment()
    {
        if (builder.IsEmpty) return;
        var length = builder.Complete();
        var block = blocks.Rent(0, length);
        builder.Write(block.GetSpan(length));
        block.Advance(length);
        current!.Add(block);
    }
}
