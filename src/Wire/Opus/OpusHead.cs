using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Opus;

/// <summary>
/// The identification header of Opus in Ogg (RFC 7845 5.1), which enhanced RTMP sends as its sequence header, and its other spelling, <c>dOps</c>
/// (Opus in ISOBMFF 4.3.2): the same fields, big-endian, version 0. A view of the caller's bytes.
/// </summary>
public readonly ref struct OpusHead
{
    //  "OpusHead" version(8) channels(8) preSkip(16) inputSampleRate(32) outputGain(16) mappingFamily(8) [streams(8) coupled(8) mapping(8 * channels)]
    private const int FixedBytes = 19;
    private const int FieldsAt = 8;

    private readonly ReadOnlySpan<byte> fields;

    private OpusHead(ReadOnlySpan<byte> fields) => this.fields = fields;

    public int Channels => fields[1];

    public int PreSkip => BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);

    /// <summary>Bytes of the <c>dOps</c> payload.</summary>
    public int Length => fields.Length;

    /// <summary>Writes the payload of <c>dOps</c>.</summary>
    public int WriteTo(Span<byte> destination)
    {
        fields.CopyTo(destination);
        destination[0] = 0;
        destination[2..4].Reverse();
        destination[4..8].Reverse();
        destination[8..10].Reverse();
        return fields.Length;
    }

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out OpusHead head)
    {
        head = default;
        if (source.Length < FixedBytes) return OperationStatus.NeedMoreData;
        // RFC 7845 5.1: a reader takes any version whose upper four bits are zero.
        if (!source.StartsWith("OpusHead"u8) || source[8] > 15 || source[9] == 0) return OperationStatus.InvalidData;
        var length = FixedBytes + (source[18] == 0 ? 0 : 2 + source[9]);
        if (source.Length < length) return OperationStatus.NeedMoreData;
        head = new OpusHead(source[FieldsAt..length]);
        return OperationStatus.Done;
    }
}
