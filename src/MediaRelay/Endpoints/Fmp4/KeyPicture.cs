using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Fmp4;
using Rooms.Wire.Fmp4;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

/// <summary>
/// The newest key frame of a stream, as a file of one picture once somebody asks. Holds one reference to the frame; the file is made once a key frame.
/// </summary>
internal sealed class KeyPicture : IFrameSink
{
    private const uint Duration = 40;

    private readonly Lock gate = new();
    private Frame? key;
    private StreamConfiguration configuration = StreamConfiguration.Empty;
    private KeyPictureFile? file;

    public void Append(Frame frame, StreamConfiguration newConfiguration)
    {
        if (frame is not { Kind: FrameKind.Video, IsKey: true, IsConfiguration: false }) return;
        lock (gate)
        {
            key?.Release();
            key = frame.AddReference();
            configuration = newConfiguration;
            file = null;
        }
    }

    public void End(string reason)
    {
        lock (gate)
        {
            key?.Release();
            key = null;
            file = null;
        }
    }

    /// <summary>Null: no key frame yet, or of a codec that MP4 cannot carry here.</summary>
    public KeyPictureFile? Find()
    {
        lock (gate)
        {
            if (key is null) return null;
            return file ??= Make(key, Fmp4Tracks.From(configuration));
        }
    }

    private static KeyPictureFile? Make(Frame key, Fmp4Tracks tracks)
    {
        if (tracks.Video is not { } video) return null;
        Span<Fmp4Sample> samples = [new Fmp4Sample(key.Payload.Length, Duration, 0, true)];
        var run = new TrackRun { TrackId = video.Id, IsVideo = true, DecodeTime = 0, Samples = samples };
        var head = new FragmentHead(1, run, default);
        var init = InitSegment.Create(video);
        var bytes = new byte[init.Length + head.Length + head.PayloadLength];
        init.CopyTo(bytes, 0);
        var at = init.Length + head.WriteTo(bytes.AsSpan(init.Length));
        key.Payload.CopyTo(bytes.AsSpan(at));
        // The stream's own time is new with every key frame; arrival tells two lives of a stream apart.
        return new KeyPictureFile(bytes, $"\"{key.DtsMilliseconds:x}-{key.ArrivedAt:x}\"");
    }
}
