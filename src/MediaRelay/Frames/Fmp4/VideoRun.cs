using Rooms.Wire.Fmp4;

namespace Rooms.MediaRelay.Frames.Fmp4;

/// <summary>
/// The pictures of the fragment under way. Every fragment begins where the one before ended, so that no player sees a hole; how long a fragment's
/// last picture lasts is a guess, which the next durations put right.
/// </summary>
internal sealed class VideoRun
{
    private const long FirstGuess = 40;
    private const long LongestGuess = 1000;

    private readonly SampleList samples = new();
    private long usualStep = FirstGuess;
    private long lastDts;
    private long lastStart;
    private long end = -1;

    public int Count => samples.Count;

    public int Bytes => samples.Bytes;

    public void Add(Frame frame)
    {
        var dts = frame.DtsMilliseconds;
        var step = dts - lastDts;
        if (end >= 0 && step is > 0 and <= LongestGuess) usualStep = step;
        if (samples.Count > 0) EndLastAt(dts);
        if (end < 0) end = dts;
        lastStart = end;
        lastDts = dts;
        samples.Add(frame, new Fmp4Sample(frame.Payload.Length, 0, frame.CompositionMilliseconds, frame.IsKey));
    }

    public TrackRun Complete()
    {
        var first = lastStart;
        if (samples.Count > 0) EndLastAt(lastDts + usualStep);
        foreach (var sample in samples.Samples[..Math.Max(0, samples.Count - 1)]) first -= sample.Duration;
        return new TrackRun { TrackId = Fmp4Tracks.VideoTrackId, IsVideo = true, DecodeTime = (ulong)first, Samples = samples.Samples };
    }

    public int CopyTo(Span<byte> destination) => samples.CopyTo(destination);

    public void Clear() => samples.Clear();

    private void EndLastAt(long dts)
    {
        var duration = Math.Max(1, dts - lastStart);
        samples.SetLastDuration((uint)duration);
        end = lastStart + duration;
    }
}
