using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Flv;

/// <summary>
/// What stands before the coded sound in an audio tag's body. Two forms:
/// <code>
/// E.4.2.1        format:4 rate:2 size:1 type:1 | AAC: packet type:8
/// Enhanced RTMP  9:4 packet type:4 | [ModEx]* | [Multitrack] | FourCC:32
/// </code>
/// </summary>
public readonly record struct FlvAudioHeader
{
    private const int Mp3 = 2;
    private const int PcmA = 7;
    private const int PcmU = 8;
    private const int ExHeader = 9;
    private const int Aac = 10;
    private const int Mp3At8Kilohertz = 14;

    public FlvAudioCodec Codec { get; private init; }

    public FlvAudioPacketType PacketType { get; private init; }

    /// <summary>Where the coded data, or the decoder configuration, begins in the body.</summary>
    public int Length { get; private init; }

    public bool IsEnhanced { get; private init; }

    public bool IsMultitrack { get; private init; }

    public bool IsSequenceStart => PacketType == FlvAudioPacketType.SequenceStart;

    public bool IsCodedFrame => PacketType == FlvAudioPacketType.CodedFrames;

    /// <summary>InvalidData: the body ends inside its header.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> body, out FlvAudioHeader header)
    {
        header = default;
        if (body.IsEmpty) return OperationStatus.InvalidData;
        var isRead = body[0] >> 4 == ExHeader ? TryReadEnhanced(body, out header) : TryReadLegacy(body, out header);
        return isRead ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private static bool TryReadLegacy(ReadOnlySpan<byte> body, out FlvAudioHeader header)
    {
        header = new FlvAudioHeader { Codec = FromSoundFormat(body[0] >> 4), PacketType = FlvAudioPacketType.CodedFrames, Length = 1 };
        if (header.Codec != FlvAudioCodec.Aac) return true;
        if (body.Length < 2) return false;
        header = header with { PacketType = (FlvAudioPacketType)body[1], Length = 2 };
        return true;
    }

    private static bool TryReadEnhanced(ReadOnlySpan<byte> body, out FlvAudioHeader header)
    {
        header = default;
        if (!FlvExHeader.TryRead(body, (int)FlvAudioPacketType.Multitrack, (int)FlvAudioPacketType.ModEx, out var start)) return false;
        if (!start.TryReadFourCc(body, out var fourCc)) return false;
        header = new FlvAudioHeader
        {
            Codec = FromFourCc(fourCc),
            PacketType = (FlvAudioPacketType)start.PacketType,
            IsEnhanced = true,
            IsMultitrack = start.IsMultitrack,
            Length = start.Length + (start.HasFourCc ? FlvExHeader.FourCcLength : 0),
        };
        return true;
    }

    private static FlvAudioCodec FromSoundFormat(int format) => format switch
    {
        Mp3 or Mp3At8Kilohertz => FlvAudioCodec.Mp3,
        PcmA => FlvAudioCodec.PcmA,
        PcmU => FlvAudioCodec.PcmU,
        Aac => FlvAudioCodec.Aac,
        _ => FlvAudioCodec.Other,
    };

    private static FlvAudioCodec FromFourCc(ReadOnlySpan<byte> fourCc) => BinaryPrimitives.ReadUInt32BigEndian(fourCc) switch
    {
        0x4F707573 => FlvAudioCodec.Opus, // Opus
        0x6D703461 => FlvAudioCodec.Aac, // mp4a
        0x664C6143 => FlvAudioCodec.Flac, // fLaC
        0x61632D33 => FlvAudioCodec.Ac3, // ac-3
        0x65632D33 => FlvAudioCodec.Eac3, // ec-3
        0x2E6D7033 => FlvAudioCodec.Mp3, // .mp3
        _ => FlvAudioCodec.Other,
    };
}
