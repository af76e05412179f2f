using System.Buffers;
using Rooms.Wire.Bits;

namespace Rooms.Wire.Aac;

/// <summary>
/// AudioSpecificConfig, ISO 14496-3 1.6.2.1, as far as a container needs it. <see cref="SampleRate"/> is the core's: what a frame's samples count in.
/// </summary>
public readonly record struct AudioSpecificConfig(int ObjectType, int SampleRate, int Channels, int SamplesPerFrame)
{
    private const int SpectralBandReplication = 5;
    private const int ParametricStereo = 29;
    private const int ExplicitFrequency = 15;

    // Table 1.18; 13 and 14 are reserved.
    private static ReadOnlySpan<int> Frequencies => [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    // Table 1.19, channelConfiguration; 0: the stream's program config element says it, taken as stereo.
    private static ReadOnlySpan<byte> ChannelCounts => [2, 1, 2, 3, 4, 5, 6, 8];

    /// <summary>RFC 6381 3.3 with the object types of ISO 14496-3.</summary>
    public string CodecString => $"mp4a.40.{ObjectType}";

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out AudioSpecificConfig config)
    {
        config = default;
        var bits = new BitReader(source);
        var objectType = ReadObjectType(ref bits);
        if (!TryReadFrequency(ref bits, out var sampleRate)) return Refusal(bits);
        var channels = (int)bits.Read(4);
        var codedType = objectType;
        if (objectType is SpectralBandReplication or ParametricStereo)
        {
            if (!TryReadFrequency(ref bits, out _)) return Refusal(bits);
            codedType = ReadObjectType(ref bits);
        }
        // GASpecificConfig 4.4.1 begins with frameLengthFlag; only these object types have it.
        var isShort = codedType is 1 or 2 or 3 or 4 or 6 or 7 && bits.ReadFlag();
        if (bits.IsPastEnd) return OperationStatus.NeedMoreData;
        if (objectType == 0 || channels >= ChannelCounts.Length) return OperationStatus.InvalidData;
        config = new AudioSpecificConfig(objectType, sampleRate, ChannelCounts[channels], isShort ? 960 : 1024);
        return OperationStatus.Done;
    }

    private static OperationStatus Refusal(BitReader bits) => bits.IsPastEnd ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

    private static int ReadObjectType(ref BitReader bits)
    {
        var type = (int)bits.Read(5);
        return type == 31 ? 32 + (int)bits.Read(6) : type;
    }

    private static bool TryReadFrequency(ref BitReader bits, out int frequency)
    {
        var index = (int)bits.Read(4);
        if (index < Frequencies.Length) frequency = Frequencies[index];
        else frequency = index == ExplicitFrequency ? (int)bits.Read(24) : 0;
        return frequency is > 0 and <= 192_000 && !bits.IsPastEnd;
    }
}
