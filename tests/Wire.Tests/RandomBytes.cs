namespace Rooms.Wire.Tests;

/// <summary>Bytes that nobody meant: plain noise, and a valid unit with a few bytes changed or its end cut off. Seeded, so a failure repeats.</summary>
internal static class RandomBytes
{
    public static IEnumerable<byte[]> Around(byte[] valid, int count)
    {
        var random = new Random(20261121);
        for (var i = 0; i < count; i++) yield return i % 2 == 0 ? Noise(random) : Mutant(random, valid);
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 80)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutant(Random random, byte[] valid)
    {
        var bytes = valid[..random.Next(0, valid.Length + 1)];
        for (var i = 0; i < random.Next(0, 4) && bytes.Length > 0; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
