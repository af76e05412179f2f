namespace Rooms.Grains.Relays;

/// <summary>The node that a client was given, held so that asking again does not move it. Bounded: the oldest go first.</summary>
internal sealed class HeldChoices
{
    public static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(60);
    private const int MaxHeld = 10_000;

    private readonly Dictionary<string, (string Node, DateTimeOffset Until)> byClient = [];
    private readonly Queue<(string Client, DateTimeOffset Until)> byAge = new();

    public string? Find(string client, DateTimeOffset now) => byClient.TryGetValue(client, out var held) && held.Until > now ? held.Node : null;

    public void Hold(string client, string node, DateTimeOffset now)
    {
        var until = now + HeldFor;
        while (byAge.TryPeek(out var oldest) && (oldest.Until <= now || byAge.Count >= MaxHeld))
        {
            byAge.Dequeue();
            // A client who chose again since has a newer end and its own place in the queue.
            if (byClient.TryGetValue(oldest.Client, out var held) && held.Until == oldest.Until) byClient.Remove(oldest.Client);
        }
        byClient[client] = (node, until);
        byAge.Enqueue((client, until));
    }
}
