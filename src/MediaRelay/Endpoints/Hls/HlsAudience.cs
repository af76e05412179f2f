using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>
/// HLS viewers hold no connection: whoever asked with the same token from the same address within ten seconds is one. Bounded: of more than
/// <see cref="MaxEntries"/> at a time the rest is not counted.
/// </summary>
internal sealed class HlsAudience(TimeProvider time, AppAudience places)
{
    public const int MaxEntries = 20_000;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(int Token, int Address), long> seen = [];
    private bool isOver;

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

    /// <summary>Null: may watch. Else <see cref="AppAudience.TryEnter"/> refuses one more.</summary>
    public string? See(string token, string address)
    {
        var viewer = (token.GetHashCode(StringComparison.Ordinal), address.GetHashCode(StringComparison.Ordinal));
        lock (gate)
        {
            if (!seen.ContainsKey(viewer))
            {
                if (seen.Count == MaxEntries) ForgetOld();
                if (isOver) return null;
                if (seen.Count == MaxEntries) return places.Check();
                if (places.TryEnter() is { } full) return full;
            }
            seen[viewer] = time.GetTimestamp();
            return null;
        }
    }

    /// <summary>The stream is over: all places are free, none is taken any more.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            foreach (var _ in seen) places.Leave();
            seen.Clear();
        }
    }

    private void ForgetOld()
    {
        foreach (var (viewer, at) in seen)
        {
            if (time.GetElapsedTime(at) <= Memory) continue;
            seen.Remove(viewer);
            places.Leave();
        }
    }
}
