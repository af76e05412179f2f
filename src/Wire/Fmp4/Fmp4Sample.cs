namespace Rooms.Wire.Fmp4;

/// <summary>One sample of a fragment; times in the track's timescale.</summary>
public readonly record struct Fmp4Sample(int Size, uint Duration, int CompositionOffset, bool IsKey);
