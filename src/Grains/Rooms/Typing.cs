namespace Rooms.Grains.Rooms;

/// <summary>Who types at the moment, until it is told; in memory only. Belongs to the grain's turns.</summary>
internal sealed class Typing
{
    // Nobody reads more names than this, and a client shows "12 people type".
    private const int MaxNamed = 20;

    // A flood of typists must not grow memory.
    private const int MaxCounted = 10_000;

    private readonly HashSet<string> users = new(StringComparer.Ordinal);

    public bool IsAnybody => users.Count > 0;

    public void Add(string user)
    {
        if (users.Count < MaxCounted) users.Add(user);
    }

    public TypingTold Take()
    {
        var told = new TypingTold([.. users.Order(StringComparer.Ordinal).Take(MaxNamed)], users.Count);
        users.Clear();
        return told;
    }
}
