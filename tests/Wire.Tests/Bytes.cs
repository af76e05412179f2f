namespace Rooms.Wire.Tests;

/// <summary>Literal packets: hexadecimal with blanks, and runs of counted bytes.</summary>
internal static class Bytes
{
    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>start, start + 1, ... modulo 256.</summary>
    public static byte[] Run(int count, int start = 0) => [.. Enumerable.Range(start, count).Select(value => (byte)value)];

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
