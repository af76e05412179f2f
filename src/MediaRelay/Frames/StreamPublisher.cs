namespace Rooms.MediaRelay.Frames;

/// <summary>
/// A publisher's right to one stream, from <see cref="LiveStreams.Open"/> to <see cref="Lose"/> or <see cref="End"/>. One thread at a time.
/// </summary>
internal sealed class StreamPublisher(LiveStream stream, IPublisherSession session)
{
    public LiveStream Stream => stream;

    /// <summary>The frame stays the caller's. False: another has taken over, or the stream was cut; nothing more is taken.</summary>
    public bool Publish(Frame frame) => stream.Publish(session, frame);

    /// <summary>As <see cref="LiveStream.PatientUntil"/>.</summary>
    public long PatientUntil(FanOutLoop reader) => stream.PatientUntil(reader);

    /// <summary>The connection broke: viewers wait for a return.</summary>
    public void Lose(string reason) => stream.Leave(session, StreamState.Lost, reason);

    /// <summary>The publisher ended its stream.</summary>
    public void End(string reason) => stream.Leave(session, StreamState.Ended, reason);
}
