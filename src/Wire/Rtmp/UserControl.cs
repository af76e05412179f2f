using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// A user control message (RTMP 1.0 sections 6.2 and 7.1.7): event type, then a message stream id or, for pings, a time; set buffer length
/// carries milliseconds behind the stream id. Events that are not in the specification are read too, for the caller to ignore.
/// </summary>
public readonly record struct UserControl(UserControlEvent Event, uint Value, uint BufferMilliseconds = 0)
{
    /// <summary>Room for any message of this class, with its chunk header.</summary>
    public const int MaxLength = 12 + 10;

    public static OperationStatus TryRead(ReadOnlySpan<byte> payload, out UserControl message)
    {
        message = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(payload, out var kind)) return OperationStatus.InvalidData;
        // Undocumented events (31, 32: buffer empty and ready, 26: SWF verification) have other lengths.
        BinaryPrimitives.TryReadUInt32BigEndian(payload[2..], out var value);
        uint buffer = 0;
        var isComplete = (UserControlEvent)kind switch
        {
            UserControlEvent.SetBufferLength => payload.Length >= 10 && BinaryPrimitives.TryReadUInt32BigEndian(payload[6..], out buffer),
            <= UserControlEvent.PingResponse => payload.Length >= 6,
            _ => true,
        };
        if (!isComplete) return OperationStatus.InvalidData;
        message = new UserControl((UserControlEvent)kind, value, buffer);
        return OperationStatus.Done;
    }

    /// <summary>Writes the whole chunk, on chunk stream 2.</summary>
    public int WriteTo(Span<byte> destination)
    {
        Span<byte> payload = stackalloc byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)Event);
        BinaryPrimitives.WriteUInt32BigEndian(payload[2..], Value);
        BinaryPrimitives.WriteUInt32BigEndian(payload[6..], BufferMilliseconds);
        return ProtocolControl.WriteMessage(destination, MessageType.UserControl, payload[..(Event == UserControlEvent.SetBufferLength ? 10 : 6)]);
    }
}
