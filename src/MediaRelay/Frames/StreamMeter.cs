using System.Diagnostics;
using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Counts a stream's frames as they come; <see cref="Sample"/> turns the counts since the last call into rates. Used under the stream's
/// lock.
/// </summary>
internal sealed class StreamMeter(TimeProvider time)
{
    private readonly ClockDrift drift = new();
    private long since = time.GetTimestamp();
    private long videoFrames;
    private long audioFrames;
    private long bytes;
    private long totalBytes;
    private long refused;
    private long lastKey = -1;
    private int keyInterval;
    private long lastDts;
    private long lastArrival;
    private long longestGap;
    private long lastSoundDts;
    private long lastSoundArrival;

    public long TotalFrames { get; private set; }

    /// <summary>Any thread may ask.</summary>
    public long TotalBytes => Volatile.Read(ref totalBytes);

    public void Count(Frame frame)
    {
        TotalFrames++;
        Volatile.Write(ref totalBytes, totalBytes + frame.Length);
        bytes += frame.Length;
        if (frame.IsConfiguration || frame.Kind == FrameKind.Metadata) return;
        if (frame.Kind == FrameKind.Audio) CountAudio(frame);
        else CountVideo(frame);
    }

    public void CountRefused() => refused++;

    /// <summary>The next frame is of another clock; the time until it comes is no gap.</summary>
    public void Restart()
    {
        drift.Restart();
        lastArrival = 0;
        lastSoundArrival = 0;
    }

    public StreamFigures Sample()
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        ReadClock();
        var figures = new StreamFigures
        {
            VideoFramesPerSecond = seconds > 0 ? videoFrames / seconds : 0,
            AudioFramesPerSecond = seconds > 0 ? audioFrames / seconds : 0,
            BitsPerSecond = seconds > 0 ? (long)(bytes * 8 / seconds) : 0,
            KeyIntervalMilliseconds = keyInterval,
            SinceKeyMilliseconds = lastKey >= 0 ? lastDts - lastKey : lastDts,
            LongestGapMilliseconds = (int)Milliseconds(longestGap),
            ClockDriftPercent = Math.Round(drift.Percent, 1),
            RefusedFrames = refused,
        };
        since = now;
        videoFrames = audioFrames = bytes = longestGap = 0;
        return figures;
    }

    // Pictures where there are any: their times are even, sound is often sent in batches.
    private void ReadClock()
    {
        if (videoFrames > 0 && lastArrival > 0) drift.Read(lastDts, Milliseconds(lastArrival));
        else if (videoFrames == 0 && lastSoundArrival > 0 && audioFrames > 0) drift.Read(lastSoundDts, Milliseconds(lastSoundArrival));
    }

    private static long Milliseconds(long ticks) => ticks / (Stopwatch.Frequency / 1000);

    private void CountAudio(Frame frame)
    {
        audioFrames++;
        (lastSoundDts, lastSoundArrival) = (frame.DtsMilliseconds, frame.ArrivedAt);
    }

    private void CountVideo(Frame frame)
    {
        videoFrames++;
        lastDts = frame.DtsMilliseconds;
        if (lastArrival > 0) longestGap = Math.Max(longestGap, frame.ArrivedAt - lastArrival);
        lastArrival = frame.ArrivedAt;
        if (!frame.IsKey) return;
        if (lastKey >= 0) keyInterval = (int)Math.Clamp(frame.DtsMilliseconds - lastKey, 0, int.MaxValue);
        lastKey = frame.DtsMilliseconds;
    }
}
