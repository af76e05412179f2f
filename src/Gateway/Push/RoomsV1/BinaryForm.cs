using System.Buffers;
using Rooms.Wire.RoomsV1;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.RoomsV1;

internal sealed class BinaryForm : RoomsForm
{
    public const string Subprotocol = "rooms.v1.bin";

    public static readonly BinaryForm Instance = new();

    public override WebSocketOpcode Opcode => WebSocketOpcode.Binary;

    public override bool TryRead(ReadOnlySpan<byte> message, out ClientFrame? frame, out FrameFault fault) => BinaryClientFrames.TryRead(message, out frame, out fault);

    protected override void Write(ServerFrame frame, IBufferWriter<byte> payload) => BinaryServerFrames.Write(payload, frame);
}
