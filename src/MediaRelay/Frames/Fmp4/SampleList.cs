using System.Runtime.InteropServices;
using Rooms.Wire.Fmp4;

namespace Rooms.MediaRelay.Frames.Fmp4;

/// <summary>One track's samples of the fragment under way and the frames that hold their bytes; owns a reference to each.</summary>
internal sealed class SampleList
{
    private readonly List<Frame> frames = [];
    private readonly List<Fmp4Sample> samples = [];

    public int Count => frames.Count;

    public int Bytes { get; private set; }

    public ReadOnlySpan<Fmp4Sample> Samples => CollectionsMarshal.AsSpan(samples);

    public void Add(Frame frame, Fmp4Sample sample)
    {
        frames.Add(frame.AddReference());
        samples.Add(sample);
        Bytes += sample.Size;
    }

    /// <summary>How long the newest sample lasts is known when the next one comes.</summary>
    public void SetLastDuration(uint duration) => CollectionsMarshal.AsSpan(samples)[^1] = samples[^1] with { Duration = duration };

    public int CopyTo(Span<byte> destination)
    {
        var written = 0;
        foreach (var frame in frames)
        {
            frame.Payload.CopyTo(destination[written..]);
            written += frame.Payload.Length;
        }
        return written;
    }

    public void Clear()
    {
        foreach (var frame in frames) frame.Release();
        frames.Clear();
        samples.Clear();
        Bytes = 0;
    }
}
