namespace Rooms.Wire.Fmp4;

/// <summary>
/// One track as its sample entry describes it. <see cref="Configuration"/>: the payload of avcC, hvcC, av1C or dOps, or an AudioSpecificConfig.
/// Size for pictures, channels and sample rate for sound.
/// </summary>
public sealed record Fmp4Track(int Id, SampleEntryKind Kind, uint Timescale, ReadOnlyMemory<byte> Configuration)
{
    public int Width { get; init; }

    public int Height { get; init; }

    public int Channels { get; init; }

    public int SampleRate { get; init; }

    /// <summary>RFC 6381.</summary>
    public required string Codec { get; init; }

    public bool IsVideo => Kind is SampleEntryKind.Avc1 or SampleEntryKind.Hvc1 or SampleEntryKind.Av01;
}
