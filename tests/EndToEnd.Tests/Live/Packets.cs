namespace Rooms.EndToEnd.Tests.Live;

/// <summary>The sizes and hashes of a stream's packets, as ffmpeg's framehash muxer prints them.</summary>
internal static class Packets
{
    /// <summary>Lines <c>stream, dts, pts, duration, size, hash</c> to <c>size hash</c> of the streams of one media type.</summary>
    public static string[] Parse(string framehash, string mediaType)
    {
        var lines = framehash.Split('\n');
        var stream = lines.First(line => line.StartsWith("#media_type", StringComparison.Ordinal) && line.EndsWith(mediaType, StringComparison.Ordinal))
            .Split(' ')[1].TrimEnd(':');
        return [.. lines.Where(line => line.StartsWith($"{stream},", StringComparison.Ordinal)).Select(SizeAndHash)];
    }

    /// <summary>The number of packets of <paramref name="received"/> that stand in <paramref name="source"/> one after the other; 0 when one differs.</summary>
    public static int ConsecutiveEqual(string[] source, string[] received)
    {
        for (var first = 0; first + received.Length <= source.Length; first++)
            if (source.AsSpan(first, received.Length).SequenceEqual(received)) return received.Length;
        return 0;
    }

    private static string SizeAndHash(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        return $"{fields[4]} {fields[5]}";
    }
}
