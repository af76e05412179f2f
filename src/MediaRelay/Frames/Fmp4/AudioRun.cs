using Rooms.Wire.Fmp4;
using Rooms.Wire.Opus;

namespace Rooms.MediaRelay.Frames.Fmp4;

/// <summary>
/// The sound of the fragment under way. Its time counts samples: publishers' milliseconds are rounded and would leave cracks. Where the two part by
/// more than <see cref="ToleranceMilliseconds"/> one sample is made longer or shorter and both agree again, without a hole.
/// </summary>
internal sealed class AudioRun(uint timescale, int samplesPerFrame)
{
    // Two AAC frames at 48 kHz are 43 ms: less is jitter of the publisher's clock.
    private const int ToleranceMilliseconds = 40;

    private readonly SampleList samples = new();
    private readonly long tolerance = timescale * ToleranceMilliseconds / 1000;
    private long start;
    private long end = -1;

    public int Count => samples.Count;

    public int Bytes => samples.Bytes;

    public void Add(Frame frame)
    {
        var time = frame.DtsMilliseconds * timescale / 1000;
        if (end < 0) end = time;
        if (samples.Count == 0) start = end;
        var duration = (long)SamplesOf(frame);
        var drift = time - end;
        if (Math.Abs(drift) > tolerance) duration = Math.Max(1, duration + drift);
        samples.Add(frame, new Fmp4Sample(frame.Payload.Length, (uint)duration, 0, true));
        end += duration;
    }

    public TrackRun Complete() =>
        new() { TrackId = Fmp4Tracks.AudioTrackId, IsVideo = false, DecodeTime = (ulong)start, Samples = samples.Samples };

    public int CopyTo(Span<byte> destination) => samples.CopyTo(destination);

    public void Clear() => samples.Clear();

    // Opus packets differ in length; one that does not say its own is taken for the usual 20 ms.
    private int SamplesOf(Frame frame)
    {
        if (samplesPerFrame > 0) return samplesPerFrame;
        var counted = OpusPacket.CountSamples(frame.Payload);
        return counted > 0 ? counted : OpusPacket.SampleRate / 50;
    }
}
