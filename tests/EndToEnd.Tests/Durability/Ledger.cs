using System.Collections.Concurrent;

namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>
/// What the server acknowledged, kept outside its process. A command is first begun, then acknowledged with the answer's number (event seq; 0 where there is none).
/// Begun and not acknowledged: the outcome is unknown until the command is repeated under its key.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<Command, long> acknowledged = new();
    private readonly ConcurrentDictionary<Command, bool> open = new();

    public int Count => acknowledged.Count;

    public IReadOnlyCollection<Command> Open => [.. open.Keys];

    public IEnumerable<IGrouping<string, KeyValuePair<Command, long>>> ByRoom => acknowledged.GroupBy(entry => entry.Key.Room);

    /// <summary>What was acknowledged until now.</summary>
    public Ledger Copy()
    {
        var copy = new Ledger();
        foreach (var (command, seq) in acknowledged) copy.acknowledged[command] = seq;
        return copy;
    }

    public void Begin(Command command) => open[command] = true;

    /// <summary>It was refused by name: it had no effect, and is not repeated.</summary>
    public void Refuse(Command command) => open.TryRemove(command, out _);

    public void Acknowledge(Command command, long seq)
    {
        acknowledged[command] = seq;
        open.TryRemove(command, out _);
    }
}
