using System.Buffers;
using Rooms.Wire.RoomsV1;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.RoomsV1;

internal sealed class JsonForm : RoomsForm
{
    public const string Subprotocol = "rooms.v1.json";

    public static readonly JsonForm Instance = new();

    public override WebSocketOpcode Opcode => WebSocketOpcode.Text;

    public override bool TryRead(ReadOnlySpan<byte> message, out ClientFrame? frame, out FrameFault fault) => JsonClientFrames.TryRead(message, out frame, out fault);

    protected override void Write(ServerFrame frame, IBufferWriter<byte> payload) => JsonServerFrames.Write(payload, frame);
}
