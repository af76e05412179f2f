namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Writes frames as the bytes of one container (RTMP messages, FLV tags, MP4 fragments). One object a stream and track, used under the
/// track's lock; it may keep state between frames.
/// </summary>
internal interface IContainer
{
    /// <summary>
    /// What a viewer who joins gets first. <paramref name="dtsMilliseconds"/>: time of the frame that follows. False: nothing can be played
    /// yet.
    /// </summary>
    bool TryWriteHeader(StreamConfiguration configuration, long dtsMilliseconds, Block block);

    /// <summary>May write nothing. Configuration frames come through here as well, for viewers who are there already.</summary>
    void WriteFrame(Frame frame, StreamConfiguration configuration, Block block);

    /// <summary>The block is about to be sealed: what was held back (an MP4 fragment over the window's frames) is written now.</summary>
    void CompleteBlock(Block block);

    /// <summary>The last bytes of every viewer.</summary>
    void WriteEnd(string reason, Block block);
}
