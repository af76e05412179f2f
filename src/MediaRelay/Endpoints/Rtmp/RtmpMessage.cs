using Rooms.Wire.Rtmp;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>A whole message. Its buffer is from the pool; who takes the message over returns it.</summary>
internal readonly record struct RtmpMessage(MessageHeader Header, byte[] Buffer)
{
    public ReadOnlySpan<byte> Payload => Buffer.AsSpan(0, Header.Length);

    public bool IsMedia => Header.Type is MessageType.Audio or MessageType.Video or MessageType.DataAmf0 or MessageType.DataAmf3;
}
