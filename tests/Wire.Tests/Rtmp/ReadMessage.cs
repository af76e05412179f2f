using Rooms.Wire.Rtmp;

namespace Rooms.Wire.Tests.Rtmp;

internal sealed record ReadMessage(MessageHeader Header, byte[] Payload);
