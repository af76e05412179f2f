using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>Frames whose bodies say which they are, in the classic FLV form of H.264 and AAC.</summary>
internal static class TestFrames
{
    public static readonly byte[] VideoConfigurationBody = [0x17, 0, 0, 0, 0, 1, 0x42, 0xE0, 0x1F, 0xFF];
    public static readonly byte[] AudioConfigurationBody = [0xAF, 0, 0x12, 0x10];

    private static readonly byte[] Shared = Body(0x27, 0, 1000);

    public static Frame VideoConfiguration(FramePool pool, uint at = 0, byte version = 0x1F) =>
        pool.Copy([.. VideoConfigurationBody[..^2], version, 0xFF], new(FrameKind.Video, FrameCodec.H264, false, true, at, 0, 5));

    public static Frame AudioConfiguration(FramePool pool, uint at = 0) =>
        pool.Copy(AudioConfigurationBody, new(FrameKind.Audio, FrameCodec.Aac, false, true, at, 0, 2));

    public static Frame Key(FramePool pool, uint at, int bytes = 400) => Video(pool, at, bytes, true);

    public static Frame Picture(FramePool pool, uint at, int bytes = 100) => Video(pool, at, bytes, false);

    public static Frame Sound(FramePool pool, uint at, int bytes = 60) =>
        pool.Copy(Body(0xAF, at, bytes), new(FrameKind.Audio, FrameCodec.Aac, false, false, at, 0, 2));

    /// <summary>As above, without allocating.</summary>
    public static Frame Recycled(FramePool pool, uint at, bool isKey) =>
        pool.Copy(Shared, new(FrameKind.Video, FrameCodec.H264, isKey, false, at, 0, 5));

    private static Frame Video(FramePool pool, uint at, int bytes, bool isKey) =>
        pool.Copy(Body(isKey ? (byte)0x17 : (byte)0x27, at, bytes), new(FrameKind.Video, FrameCodec.H264, isKey, false, at, 0, 5));

    private static byte[] Body(byte first, uint at, int bytes)
    {
        var body = new byte[bytes];
        for (var i = 2; i < bytes; i++) body[i] = (byte)(at + i);
        body[0] = first;
        body[1] = 1;
        return body;
    }
}
