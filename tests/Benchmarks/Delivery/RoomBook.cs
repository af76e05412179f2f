using System.Text;

namespace Rooms.Benchmarks.Delivery;

/// <summary>
/// One room's page of the ledger: under each number what its sender was told or the first listener saw, whichever came first; everybody else must agree.
/// Its own lock; listeners take it once a read.
/// </summary>
internal sealed class RoomBook(string room, Findings findings)
{
    // docs/ws.md: 10,000 events of a room are kept. Some that nobody waited for may have followed the last one here.
    private const int KeptEvents = 9_900;

    private readonly List<Entry> entries = [];
    private readonly Dictionary<ulong, long> messages = [];
    private readonly HashSet<(long From, long To)> skipped = [];

    public string Room { get; } = room;

    public byte[] RoomBytes { get; } = Encoding.ASCII.GetBytes(room);

    public Lock Gate { get; } = new();

    /// <summary>The last number that a sender was told.</summary>
    public long LastAcknowledged { get; private set; }

    public long Acknowledgements { get; private set; }

    public void Acknowledge(long seq, ulong content)
    {
        Acknowledgements++;
        LastAcknowledged = Math.Max(LastAcknowledged, seq);
        Enter(seq, content, isMessage: true, acknowledged: true);
    }

    public void Observe(in Notice notice) =>
        Enter(notice.Seq, notice.Content, notice.Type.SequenceEqual("message"u8), acknowledged: false, notice.IsLatestWins);

    public void Skip(long from, long to) => skipped.Add((from, to));

    /// <summary>Called once all have listened to the end.</summary>
    public void Judge()
    {
        foreach (var (from, to) in skipped)
            for (var seq = from; seq <= to; seq++)
                if (At(seq) is { Content: not 0, IsLatestWins: false })
                    findings.Add(Fault.SkippedMustDeliver, $"room {Room}: {seq} must be delivered and is inside skipped {from}-{to}");
    }

    /// <summary>The oldest number that the room's history must still have.</summary>
    public long OldestKept => Math.Max(1, entries.Count - KeptEvents + 1);

    /// <summary>The room's history, entry by entry, against what was acknowledged.</summary>
    public void Compare(IReadOnlyDictionary<long, ulong> history)
    {
        for (var seq = OldestKept; seq <= entries.Count; seq++)
        {
            if (At(seq) is not { IsAcknowledged: true } entry) continue;
            if (!history.TryGetValue(seq, out var content)) findings.Add(Fault.Forgotten, $"room {Room}: {seq} was acknowledged and is not in the history");
            else if (content != entry.Content) findings.Add(Fault.Changed, $"room {Room}: {seq} is another in the history");
        }
    }

    private void Enter(long seq, ulong content, bool isMessage, bool acknowledged, bool isLatestWins = false)
    {
        if (seq < 1)
        {
            findings.Add(Fault.Nonsense, $"room {Room}: number {seq}");
            return;
        }
        while (entries.Count < seq) entries.Add(default);
        var entry = entries[(int)seq - 1];
        if (entry.Content == 0)
        {
            entry = new Entry(content, isLatestWins, acknowledged);
            if (isMessage && !messages.TryAdd(content, seq)) findings.Add(Fault.Doubled, $"room {Room}: {seq} has the text of {messages[content]}");
        }
        else if (entry.Content != content)
        {
            findings.Add(Fault.Changed, $"room {Room}: {seq} is not the same for all");
        }
        entries[(int)seq - 1] = entry with { IsAcknowledged = entry.IsAcknowledged || acknowledged };
    }

    private Entry At(long seq) => seq >= 1 && seq <= entries.Count ? entries[(int)seq - 1] : default;

    // Content 0: nobody has said anything about this number yet.
    private readonly record struct Entry(ulong Content, bool IsLatestWins, bool IsAcknowledged);
}
