using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Flv;

/// <summary>
/// What stands before the coded picture in a video tag's body. Two forms:
/// <code>
/// E.4.3.1        frame type:4 codec:4 | H.264, HEVC: packet type:8 composition time:24
/// Enhanced RTMP  1:1 frame type:3 packet type:4 | [ModEx]* | [Multitrack] | FourCC:32 | H.264, HEVC coded frames: composition time:24
/// </code>
/// Of a multitrack body only the mark and the first codec are read. https://veovera.org/docs/enhanced/enhanced-rtmp-v2
/// </summary>
public readonly record struct FlvVideoHeader
{
    private const byte ExHeaderFlag = 0x80;
    private const int LegacyH264 = 7;
    private const int LegacyHevc = 12;

    public FlvVideoCodec Codec { get; private init; }

    public FlvVideoFrameType FrameType { get; private init; }

    public FlvVideoPacketType PacketType { get; private init; }

    /// <summary>Presentation minus decoding time, in milliseconds.</summary>
    public int CompositionTime { get; private init; }

    /// <summary>Where the coded data, or the decoder configuration, begins in the body.</summary>
    public int Length { get; private init; }

    public bool IsEnhanced { get; private init; }

    public bool IsMultitrack { get; private init; }

    public bool IsSequenceStart => PacketType == FlvVideoPacketType.SequenceStart && FrameType != FlvVideoFrameType.Command;

    public bool IsCodedFrame =>
        PacketType is FlvVideoPacketType.CodedFrames or FlvVideoPacketType.CodedFramesX && FrameType != FlvVideoFrameType.Command;

    public bool IsKeyFrame => IsCodedFrame && FrameType == FlvVideoFrameType.Key;

    /// <summary>InvalidData: the body ends inside its header.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> body, out FlvVideoHeader header)
    {
        header = default;
        if (body.IsEmpty) return OperationStatus.InvalidData;
        var isRead = (body[0] & ExHeaderFlag) == 0 ? TryReadLegacy(body, out header) : TryReadEnhanced(body, out header);
        return isRead ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private static bool TryReadLegacy(ReadOnlySpan<byte> body, out FlvVideoHeader header)
    {
        header = new FlvVideoHeader
        {
            Codec = (body[0] & 0x0F) switch { LegacyH264 => FlvVideoCodec.H264, LegacyHevc => FlvVideoCodec.Hevc, _ => FlvVideoCodec.Other },
            FrameType = (FlvVideoFrameType)(body[0] >> 4),
            PacketType = FlvVideoPacketType.CodedFrames,
            Length = 1,
        };
        if (header.Codec == FlvVideoCodec.Other || header.FrameType == FlvVideoFrameType.Command) return true;
        if (body.Length < 5) return false;
        header = header with { PacketType = (FlvVideoPacketType)body[1], CompositionTime = ReadInt24(body[2..]), Length = 5 };
        return true;
    }

    private static bool TryReadEnhanced(ReadOnlySpan<byte> body, out FlvVideoHeader header)
    {
        header = default;
        if (!FlvExHeader.TryRead(body, (int)FlvVideoPacketType.Multitrack, (int)FlvVideoPacketType.ModEx, out var start)) return false;
        header = new FlvVideoHeader
        {
            FrameType = (FlvVideoFrameType)((body[0] >> 4) & 0x07),
            PacketType = (FlvVideoPacketType)start.PacketType,
            IsEnhanced = true,
            IsMultitrack = start.IsMultitrack,
            Length = start.Length,
        };
        // A command (seek begins, seek ends) has one byte and no FourCC.
        if (header.FrameType == FlvVideoFrameType.Command && header.PacketType != FlvVideoPacketType.Metadata) return true;
        if (!start.TryReadFourCc(body, out var fourCc)) return false;
        header = header with { Codec = FromFourCc(fourCc), Length = start.Length + (start.HasFourCc ? FlvExHeader.FourCcLength : 0) };
        return !header.HasCompositionTime || TryReadCompositionTime(body, ref header);
    }

    private bool HasCompositionTime =>
        !IsMultitrack && PacketType == FlvVideoPacketType.CodedFrames && Codec is FlvVideoCodec.H264 or FlvVideoCodec.Hevc;

    private static bool TryReadCompositionTime(ReadOnlySpan<byte> body, ref FlvVideoHeader header)
    {
        if (body.Length < header.Length + 3) return false;
        header = header with { CompositionTime = ReadInt24(body[header.Length..]), Length = header.Length + 3 };
        return true;
    }

    private static FlvVideoCodec FromFourCc(ReadOnlySpan<byte> fourCc) => BinaryPrimitives.ReadUInt32BigEndian(fourCc) switch
    {
        0x61766331 => FlvVideoCodec.H264, // avc1
        0x68766331 => FlvVideoCodec.Hevc, // hvc1
        0x61763031 => FlvVideoCodec.Av1, // av01
        0x76703038 => FlvVideoCodec.Vp8, // vp08
        0x76703039 => FlvVideoCodec.Vp9, // vp09
        _ => FlvVideoCodec.Other,
    };

    private static int ReadInt24(ReadOnlySpan<byte> source) => ((sbyte)source[0] << 16) | (source[1] << 8) | source[2];
}
