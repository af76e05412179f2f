using Rooms.MediaRelay.Endpoints.Rtmp;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Flv;
using Rooms.Wire.Rtmp;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>Publishes tags as an RTMP session would, without its connection.</summary>
internal sealed class TestPublisher : IPublisherSession
{
    private readonly FramePool frames;
    private readonly StreamPublisher publisher;

    public TestPublisher(LiveStreams streams, FramePool frames, string streamId)
    {
        this.frames = frames;
        publisher = streams.Open(streamId, this, "app", "room") ?? throw new InvalidOperationException("busy");
    }

    public string Id { get; } = Guid.NewGuid().ToString("n");

    public string TokenHash => "hash";

    public string Protocol => "rtmp";

    public LiveStream Stream => publisher.Stream;

    public void Send(IEnumerable<ClipTag> tags)
    {
        foreach (var tag in tags) Send(tag);
    }

    public void Send(ClipTag tag)
    {
        var buffer = frames.Buffers.Rent(tag.Body.Length);
        tag.Body.CopyTo(buffer, 0);
        var type = tag.Type switch { FlvTagType.Video => MessageType.Video, FlvTagType.Audio => MessageType.Audio, _ => MessageType.DataAmf0 };
        if (RtmpToFrames.Read(new RtmpMessage(new MessageHeader(4, type, tag.Body.Length, 1, tag.Timestamp), buffer), frames) is not { } frame) return;
        publisher.Publish(frame);
        frame.Release();
    }

    public void Lose() => publisher.Lose("test");

    public void End() => publisher.Stream.Cut(ViewerEnd.StreamEnded);

    public void Revoke(string reason)
    {
    }
}
