using System.Buffers;
using Rooms.Wire.Amf;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>
/// A command message (RTMP 1.0 section 7.1.1): name, transaction id, command object, further arguments. The same form serves requests
/// and answers.
/// </summary>
public sealed record Command(string Name, double TransactionId, AmfValue Object, IReadOnlyList<AmfValue> Arguments)
{
    // Section 7.2 has none with more than four.
    private const int MaxArguments = 16;

    /// <summary>The argument, or undefined where the sender left it out.</summary>
    public AmfValue Argument(int index) => index < Arguments.Count ? Arguments[index] : AmfValue.Undefined;

    /// <summary>From the payload of a message of type <see cref="MessageType.CommandAmf0"/> or <see cref="MessageType.CommandAmf3"/>.</summary>
    public static OperationStatus TryRead(MessageType type, ReadOnlySpan<byte> payload, out Command command)
    {
        command = Empty;
        // An AMF3 command begins with a format byte of 0, then AMF0 whose values may switch to AMF3.
        if (type == MessageType.CommandAmf3)
        {
            if (payload is not [0, ..]) return OperationStatus.InvalidData;
            payload = payload[1..];
        }
        var reader = new Amf0Reader(payload);
        if (reader.TryRead(out var name) != OperationStatus.Done || name.AsString is null) return OperationStatus.InvalidData;
        if (reader.TryRead(out var transaction) != OperationStatus.Done || transaction.AsNumber is null) return OperationStatus.InvalidData;
        // Some clients leave the command object out where it would be null.
        var status = reader.TryRead(out var commandObject);
        var arguments = new List<AmfValue>();
        while (status == OperationStatus.Done && arguments.Count < MaxArguments)
            if ((status = reader.TryRead(out var argument)) == OperationStatus.Done) arguments.Add(argument);
        if (status == OperationStatus.InvalidData) return status;
        command = new Command(name.AsString, transaction.AsNumber.Value, commandObject, arguments);
        return OperationStatus.Done;
    }

    /// <summary>Writes the payload of a <see cref="MessageType.CommandAmf0"/> message.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        Amf0Writer.Write(output, AmfValue.Of(Name));
        Amf0Writer.Write(output, AmfValue.Of(TransactionId));
        Amf0Writer.Write(output, Object);
        foreach (var argument in Arguments) Amf0Writer.Write(output, argument);
    }

    private static Command Empty { get; } = new("", 0, AmfValue.Undefined, []);
}
