namespace Rooms.MediaRelay.Control;

/// <summary>Waits between attempts: from half a second to ten, doubled each time, by chance up to half less, so that nodes do not come all at once.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan next = First;

    public TimeSpan Next()
    {
        var wait = next * (1 - random.NextDouble() / 2);
        next = next * 2 < Longest ? next * 2 : Longest;
        return wait < First ? First : wait;
    }

    public void Reset() => next = First;
}
