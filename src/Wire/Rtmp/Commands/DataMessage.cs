using System.Buffers;
using Rooms.Wire.Amf;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>
/// Data messages (RTMP 1.0 section 7.1.2). A publisher wraps its metadata in <c>@setDataFrame</c>; viewers get what is inside, byte for byte.
/// </summary>
public static class DataMessage
{
    public const string SetDataFrame = "@setDataFrame";
    public const string OnMetaData = "onMetaData";

    /// <summary>
    /// The handler name and the payload that goes to viewers: from the handler name on, without the wrapper and without AMF3's format byte.
    /// </summary>
    public static OperationStatus TryRead(MessageType type, ReadOnlySpan<byte> payload, out string handler, out ReadOnlySpan<byte> body)
    {
        handler = "";
        body = payload;
        if (type == MessageType.DataAmf3)
        {
            if (body is not [0, ..]) return OperationStatus.InvalidData;
            body = body[1..];
        }
        var reader = new Amf0Reader(body);
        if (reader.TryRead(out var first) != OperationStatus.Done || first.AsString is null) return OperationStatus.InvalidData;
        handler = first.AsString;
        if (handler != SetDataFrame) return OperationStatus.Done;
        body = reader.Rest;
        if (reader.TryRead(out var second) != OperationStatus.Done || second.AsString is null) return OperationStatus.InvalidData;
        handler = second.AsString;
        return OperationStatus.Done;
    }
}
