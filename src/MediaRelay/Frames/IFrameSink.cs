namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Whoever takes a stream's frames: containers, HLS, recordings. Both methods are called on the publisher's thread under the stream's lock,
/// in order, and must not wait. A frame belongs to the caller: take a reference to keep it.
/// </summary>
internal interface IFrameSink
{
    /// <summary>
    /// First the cached group of pictures, then every new frame. <paramref name="configuration"/> is the stream's as of this frame.
    /// </summary>
    void Append(Frame frame, StreamConfiguration configuration);

    /// <summary>
    /// Until when frames that come now may as well wait at the publisher's socket, which <paramref name="reader"/> reads: they would wait
    /// here as long. A time of <see cref="System.Diagnostics.Stopwatch"/>; <see cref="long.MaxValue"/>: whenever.
    /// </summary>
    long PatientUntil(FanOutLoop reader) => long.MaxValue;

    /// <summary>No more frames: the stream has ended, or its outputs were ordered away.</summary>
    void End(string reason);
}
