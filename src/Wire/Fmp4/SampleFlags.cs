namespace Rooms.Wire.Fmp4;

/// <summary>ISO 14496-12 8.8.3.1: <c>reserved(4) is_leading(2) depends_on(2) is_depended_on(2) redundancy(2) padding(3) non_sync(1) priority(16)</c>.</summary>
internal static class SampleFlags
{
    /// <summary>Depends on no other sample.</summary>
    public const uint Sync = 2u << 24;

    /// <summary>Depends on others and is no place to start.</summary>
    public const uint Dependent = 1u << 24 | 1u << 16;
}
