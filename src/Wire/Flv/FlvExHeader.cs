using System.Buffers.Binary;

namespace Rooms.Wire.Flv;

/// <summary>
/// What the extended headers of audio and video tags share (Enhanced RTMP v2): packet modifiers, then the multitrack mark, then the FourCC.
/// <code>
/// ModEx       size - 1:8 (255: size - 1:16 follows) | data | modifier:4 next packet type:4
/// Multitrack  kind:4 packet type:4
/// </code>
/// </summary>
internal readonly record struct FlvExHeader(int PacketType, bool IsMultitrack, bool HasFourCc, int Length)
{
    public const int FourCcLength = 4;

    // AvMultitrackType: every track names its own codec, so there is no FourCC here.
    private const int ManyTracksManyCodecs = 2;

    // The only modifier so far is the nanosecond offset; more than a few is an attack on the loop.
    private const int MaxModifiers = 8;

    public static bool TryRead(ReadOnlySpan<byte> body, int multitrack, int modEx, out FlvExHeader header)
    {
        header = new FlvExHeader(body[0] & 0x0F, false, true, 1);
        for (var i = 0; header.PacketType == modEx; i++)
            if (i == MaxModifiers || !TrySkipModifier(body, ref header)) return false;
        if (header.PacketType != multitrack) return true;
        if (body.Length <= header.Length) return false;
        var kind = body[header.Length];
        header = new FlvExHeader(kind & 0x0F, true, kind >> 4 != ManyTracksManyCodecs, header.Length + 1);
        return true;
    }

    /// <summary>Four zero bytes where there is none.</summary>
    public bool TryReadFourCc(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> fourCc)
    {
        fourCc = "\0\0\0\0"u8;
        if (!HasFourCc) return true;
        if (body.Length < Length + FourCcLength) return false;
        fourCc = body.Slice(Length, FourCcLength);
        return true;
    }

    private static bool TrySkipModifier(ReadOnlySpan<byte> body, ref FlvExHeader header)
    {
        var at = header.Length;
        if (body.Length <= at) return false;
        var size = body[at++] + 1;
        if (size == 256)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(body[at..], out var large)) return false;
            size = large + 1;
            at += 2;
        }
        at += size;
        if (body.Length <= at) return false;
        header = header with { PacketType = body[at] & 0x0F, Length = at + 1 };
        return true;
    }
}
