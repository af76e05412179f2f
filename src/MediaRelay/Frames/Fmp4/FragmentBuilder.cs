using Rooms.Wire.Fmp4;

namespace Rooms.MediaRelay.Frames.Fmp4;

/// <summary>
/// Gathers frames and writes them as one fragment (moof and mdat). Times run on from fragment to fragment. Owns a reference to each frame that is not
/// written yet; one thread at a time.
/// </summary>
internal sealed class FragmentBuilder
{
    private VideoRun? video;
    private AudioRun? audio;
    private uint sequence;

    public Fmp4Tracks Tracks { get; private set; } = Fmp4Tracks.None;

    public bool IsEmpty => VideoCount + AudioCount == 0;

    /// <summary>Bytes of the frames that wait.</summary>
    public int PendingBytes => (video?.Bytes ?? 0) + (audio?.Bytes ?? 0);

    private int VideoCount => video?.Count ?? 0;

    private int AudioCount => audio?.Count ?? 0;

    /// <summary>Frames of the old tracks must be written, or are dropped.</summary>
    public void Configure(Fmp4Tracks tracks)
    {
        Clear();
        video = tracks.Video is null ? null : video ?? new VideoRun();
        if (tracks.Audio != Tracks.Audio) audio = tracks.Audio is { } track ? new AudioRun(track.Timescale, tracks.AudioSamplesPerFrame) : null;
        Tracks = tracks;
    }

    /// <summary>Frames of a track that is not carried, and those that hold no picture and no sound, are left out.</summary>
    public void Add(Frame frame)
    {
        if (frame.IsConfiguration || frame.Payload.IsEmpty) return;
        if (frame.Kind == FrameKind.Video) video?.Add(frame);
        else if (frame.Kind == FrameKind.Audio) audio?.Add(frame);
    }

    /// <summary>Ends the fragment's times: how many bytes <see cref="Write"/> is going to take. Only Write may follow.</summary>
    public int Complete()
    {
        var head = Head();
        return head.Length + head.PayloadLength;
    }

    /// <summary>Nothing waits afterwards.</summary>
    public void Write(Span<byte> destination)
    {
        sequence++;
        var written = Head().WriteTo(destination);
        written += video?.CopyTo(destination[written..]) ?? 0;
        audio?.CopyTo(destination[written..]);
        Clear();
    }

    public void Clear()
    {
        video?.Clear();
        audio?.Clear();
    }

    private FragmentHead Head() => new(sequence, video is null ? default : video.Complete(), audio is null ? default : audio.Complete());
}
