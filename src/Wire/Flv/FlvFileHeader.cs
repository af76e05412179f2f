using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Flv;

/// <summary>
/// The beginning of an FLV file or stream with the back pointer of the tag that is not there (Video File Format 10.1, E.2 and E.3):
/// <c>"FLV" version:8 flags:8 data offset:32 | previous tag size:32 = 0</c>.
/// </summary>
public readonly record struct FlvFileHeader(bool HasAudio, bool HasVideo)
{
    /// <summary>Header and first back pointer.</summary>
    public const int Length = 9 + 4;

    private const byte Version = 1;
    private const byte AudioFlag = 4;
    private const byte VideoFlag = 1;
    private const uint DataOffset = 9;

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out FlvFileHeader header)
    {
        header = default;
        if (source.Length < Length) return OperationStatus.NeedMoreData;
        if (!source.StartsWith("FLV"u8) || BinaryPrimitives.ReadUInt32BigEndian(source[5..]) != DataOffset) return OperationStatus.InvalidData;
        header = new FlvFileHeader((source[4] & AudioFlag) != 0, (source[4] & VideoFlag) != 0);
        return OperationStatus.Done;
    }

    public int WriteTo(Span<byte> destination)
    {
        "FLV"u8.CopyTo(destination);
        destination[3] = Version;
        destination[4] = (byte)((HasAudio ? AudioFlag : 0) | (HasVideo ? VideoFlag : 0));
        BinaryPrimitives.WriteUInt32BigEndian(destination[5..], DataOffset);
        BinaryPrimitives.WriteUInt32BigEndian(destination[9..], 0);
        return Length;
    }
}
