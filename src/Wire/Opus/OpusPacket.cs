namespace Rooms.Wire.Opus;

/// <summary>How long an Opus packet plays (RFC 6716 3.1 and 3.2), from its first bytes.</summary>
public static class OpusPacket
{
    /// <summary>Opus counts in 48 kHz whatever it was made from.</summary>
    public const int SampleRate = 48_000;

    // RFC 6716 3.2.5: a packet holds at most 120 ms.
    private const int MaxSamples = SampleRate * 120 / 1000;

    /// <summary>Samples at 48 kHz; 0 for a packet that is none.</summary>
    public static int CountSamples(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty) return 0;
        var frames = (packet[0] & 3) switch
        {
            0 => 1,
            3 => packet.Length > 1 ? packet[1] & 63 : 0,
            _ => 2,
        };
        var samples = frames * SamplesPerFrame(packet[0] >> 3);
        return samples <= MaxSamples ? samples : 0;
    }

    // Table 2: SILK 10-60 ms, hybrid 10-20 ms, CELT 2.5-20 ms.
    private static int SamplesPerFrame(int configuration) => configuration switch
    {
        < 12 => (configuration & 3) switch { 0 => 480, 1 => 960, 2 => 1920, _ => 2880 },
        < 16 => (configuration & 1) == 0 ? 480 : 960,
        _ => 120 << (configuration & 3),
    };
}
