namespace Rooms.Wire.Bits;

/// <summary>NAL unit bytes to raw bytes: the 03 of every 00 00 03 goes (ITU-T H.264 7.4.1, H.265 7.4.2).</summary>
public static class EmulationPrevention
{
    /// <summary>Writes as much as fits; answers what was written.</summary>
    public static Span<byte> Remove(ReadOnlySpan<byte> nal, Span<byte> destination)
    {
        var written = 0;
        var zeros = 0;
        foreach (var b in nal)
        {
            if (written == destination.Length) break;
            if (zeros >= 2 && b == 3)
            {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            destination[written++] = b;
        }
        return destination[..written];
    }
}
