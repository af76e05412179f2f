using System.Buffers.Binary;

namespace Rooms.Fuzz;

/// <summary>Makes new inputs out of old ones. Seeded: the same seed and corpus give the same inputs.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>Longest input: large enough for a thousand nested objects, small enough for thousands of runs a second.</summary>
    public const int MaxLength = 4096;

    // Where length fields, counts and timestamps change their meaning.
    private static readonly uint[] Edges = [0, 1, 2, 3, 16, 17, 127, 128, 255, 256, 1000, 1001, 0x7FFF, 0xFFFF, 0xFFFFFE, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    public byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (var times = 1 + random.Next(6); times > 0; times--) Change(bytes, corpus);
        if (bytes.Count > MaxLength) bytes.RemoveRange(MaxLength, bytes.Count - MaxLength);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        switch (random.Next(bytes.Count == 0 ? 1 : 8))
        {
            case 0: bytes.Insert(random.Next(bytes.Count + 1), (byte)random.Next(256)); break;
            case 1: bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8)); break;
            case 2: bytes[random.Next(bytes.Count)] = (byte)random.Next(256); break;
            // Markers and types are small numbers.
            case 3: bytes[random.Next(bytes.Count)] = (byte)random.Next(24); break;
            case 4: WriteEdge(bytes); break;
            case 5: Remove(bytes); break;
            case 6: Repeat(bytes); break;
            default: Splice(bytes, corpus[random.Next(corpus.Count)]); break;
        }
    }

    private void WriteEdge(List<byte> bytes)
    {
        Span<byte> edge = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(edge, Edges[random.Next(Edges.Length)]);
        var width = 1 + random.Next(4);
        var at = random.Next(bytes.Count);
        for (var i = 0; i < width && at + i < bytes.Count; i++) bytes[at + i] = edge[4 - width + i];
    }

    private void Remove(List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        bytes.RemoveRange(at, Math.Min(1 + random.Next(16), bytes.Count - at));
    }

    // Nesting and endless lists are repetitions.
    private void Repeat(List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        var block = bytes.GetRange(at, Math.Min(1 + random.Next(32), bytes.Count - at));
        for (var times = 1 + random.Next(random.Next(4) == 0 ? 200 : 4); times > 0 && bytes.Count < MaxLength; times--) bytes.InsertRange(at, block);
    }

    private void Splice(List<byte> bytes, byte[] other)
    {
        if (other.Length == 0) return;
        var from = random.Next(other.Length);
        bytes.InsertRange(random.Next(bytes.Count + 1), other[from..Math.Min(other.Length, from + 1 + random.Next(64))]);
    }
}
