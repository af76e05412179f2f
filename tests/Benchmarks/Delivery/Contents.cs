namespace Rooms.Benchmarks.Delivery;

/// <summary>FNV-1a, 64 bits: ten million texts meet once in 370,000 runs.</summary>
internal static class Contents
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var value in bytes) hash = (hash ^ value) * Prime;
        return hash;
    }
}
