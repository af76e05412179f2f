namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>
/// HLS viewers hold no connection: whoever asked with the same token from the same address within ten seconds is one. Bounded: of more than
/// <see cref="MaxEntries"/> at a time the rest is not counted.
/// </summary>
internal sealed class HlsAudience(TimeProvider time)
{
    public const int MaxEntries = 20_000;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(int Token, int Address), long> seen = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                ForgetOld();
                return seen.Count;
            }
        }
    }

    public void See(string token, string address)
    {
        var viewer = (token.GetHashCode(StringComparison.Ordinal), address.GetHashCode(StringComparison.Ordinal));
        lock (gate)
        {
            if (seen.Count == MaxEntries && !seen.ContainsKey(viewer)) ForgetOld();
            if (seen.Count < MaxEntries || seen.ContainsKey(viewer)) seen[viewer] = time.GetTimestamp();
        }
    }

    private void ForgetOld()
    {
        foreach (var (viewer, at) in seen)
            if (time.GetElapsedTime(at) > Memory) seen.Remove(viewer);
    }
}
