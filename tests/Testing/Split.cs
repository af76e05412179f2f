namespace Rooms.Testing;

/// <summary>Some bytes in the pieces in which a socket might deliver them.</summary>
public sealed class Split(string name, byte[][] pieces)
{
    public IReadOnlyList<byte[]> Pieces { get; } = pieces;

    /// <summary>Whole, cut in two at every offset, byte by byte.</summary>
    public static IEnumerable<Split> Every(byte[] bytes)
    {
        yield return new Split("whole", [bytes]);
        for (var at = 1; at < bytes.Length; at++) yield return new Split($"cut at {at} of {bytes.Length}", [bytes[..at], bytes[at..]]);
        yield return new Split("byte by byte", [.. bytes.Select(one => new[] { one })]);
    }

    public override string ToString() => name;
}
