using System.Buffers;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>The server's own messages, collected for one write. Not for media.</summary>
internal sealed class RtmpText(int chunkSize = ChunkFormat.DefaultChunkSize)
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ArrayBufferWriter<byte> payload = new();
    private int chunkSize = chunkSize;

    public ReadOnlyMemory<byte> Written => output.WrittenMemory;

    public void Clear() => output.ResetWrittenCount();

    public void Write(Command command, uint streamId)
    {
        payload.ResetWrittenCount();
        command.WriteTo(payload);
        var header = new MessageHeader(ChunkStreamIds.Command, MessageType.CommandAmf0, payload.WrittenCount, streamId, 0);
        var destination = output.GetSpan(ChunkWriter.LengthOf(header, chunkSize));
        output.Advance(ChunkWriter.Write(destination, header, payload.WrittenSpan, chunkSize));
    }

    public void Write(UserControl control) => output.Advance(control.WriteTo(output.GetSpan(UserControl.MaxLength)));

    public void WriteWindow(uint bytes) => output.Advance(ProtocolControl.WriteWindowAcknowledgementSize(Room(), bytes));

    public void WritePeerBandwidth(uint bytes) =>
        output.Advance(ProtocolControl.WriteSetPeerBandwidth(Room(), bytes, PeerBandwidthLimit.Dynamic));

    public void WriteAcknowledgement(uint receivedBytes) => output.Advance(ProtocolControl.WriteAcknowledgement(Room(), receivedBytes));

    /// <summary>Counts for everything that follows.</summary>
    public void WriteChunkSize(int size)
    {
        output.Advance(ProtocolControl.WriteSetChunkSize(Room(), size));
        chunkSize = size;
    }

    private Span<byte> Room() => output.GetSpan(ProtocolControl.MaxLength);
}
