using System.Text.Json;

namespace Rooms.Grains.Journal;

/// <summary>A journal opened for one activation: turns entries into versioned bytes, counts positions, and adds snapshots.</summary>
public sealed class Journal<TEntry, TSnapshot> : IJournal<TEntry>
    where TEntry : IJournalEntry
    where TSnapshot : class
{
    private readonly IJournalStore store;
    private readonly string grain;
    private readonly JournalFormat<TEntry, TSnapshot> format;
    private readonly long epoch;
    private TSnapshot? snapshot;
    private IReadOnlyList<JournalRow> tail;
    private bool isStored;
    private long snapshotPosition;

    internal Journal(IJournalStore store, string grain, JournalFormat<TEntry, TSnapshot> format, JournalImage? image, long newEpoch)
    {
        this.store = store;
        this.grain = grain;
        this.format = format;
        isStored = image is not null;
        epoch = image?.Epoch ?? newEpoch;
        Position = image?.Position ?? 0;
        snapshotPosition = image?.Snapshot?.Position ?? 0;
        snapshot = image?.Snapshot is { } stored ? ReadSnapshot(stored) : null;
        tail = image?.Tail ?? [];
        foreach (var row in tail) RefuseNewer(row.Version);
    }

    public long Position { get; private set; }

    /// <summary>Entries since the last snapshot, which a new activation would have to read one by one.</summary>
    public long TailLength => Position - snapshotPosition;

    /// <summary>
    /// Once: the state that the journal tells, of the snapshot, or null, and the entries after it, each made from its bytes when its turn comes. The
    /// journal keeps neither: a busy room's would be megabytes for as long as it is open.
    /// </summary>
    public TSnapshot Replay(Func<TSnapshot?, IEnumerable<TEntry>, TSnapshot> tell)
    {
        var (begin, rows) = (snapshot, tail);
        (snapshot, tail) = (null, []);
        return tell(begin, rows.Select(ReadEntry));
    }

    public Task AppendAsync(IReadOnlyList<TEntry> entries, JournalAttachments with) => AppendAsync(entries, with, null, 0);

    /// <summary>
    /// The same with a snapshot of the state after these entries; numbered entries below <paramref name="keepFrom"/> are deleted. What is
    /// <paramref name="rewritten"/> takes the place of the entry of its number.
    /// </summary>
    public Task AppendAsync(
        IReadOnlyList<TEntry> entries, JournalAttachments with, TSnapshot? snapshot, long keepFrom, IReadOnlyList<TEntry>? rewritten = null)
    {
        var rows = new JournalRow[entries.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Write(Position + i + 1, entries[i]);
        var end = Position + rows.Length;
        var unit = new JournalUnit(grain, epoch, Position, !isStored, rows)
        {
            Snapshot = snapshot is null ? null : new JournalSnapshot(end, format.Version, JsonSerializer.SerializeToUtf8Bytes(snapshot, format.Snapshot), keepFrom),
            Rewritten = rewritten is null ? [] : [.. rewritten.Select(entry => Write(0, entry))],
            Listing = with.Listing,
            Placing = with.Placing,
            Messages = with.Messages,
            Outbox = with.Outbox ?? [],
        };
        isStored = true;
        Position = end;
        if (snapshot is not null) snapshotPosition = end;
        return store.AppendAsync(unit);
    }

    public async Task<IReadOnlyList<TEntry>> ReadAsync(long afterNumber, int limit, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(grain, afterNumber, limit, cancellation);
        return [.. rows.Select(ReadEntry)];
    }

    /// <summary>Numbered entries before a number, newest first.</summary>
    public async Task<IReadOnlyList<TEntry>> ReadBackAsync(long beforeNumber, int limit, CancellationToken cancellation)
    {
        var rows = await store.ReadBackAsync(grain, beforeNumber, limit, cancellation);
        return [.. rows.Select(ReadEntry)];
    }

    private JournalRow Write(long position, TEntry entry) =>
        new(position, entry.Number, format.Version, JsonSerializer.SerializeToUtf8Bytes(entry, format.Entry));

    private TEntry ReadEntry(JournalRow row)
    {
        RefuseNewer(row.Version);
        return JsonSerializer.Deserialize(row.Payload, format.Entry) ?? throw new JsonException($"{grain}: entry {row.Position} is null");
    }

    private TSnapshot ReadSnapshot(JournalSnapshot stored)
    {
        RefuseNewer(stored.Version);
        return JsonSerializer.Deserialize(stored.Payload, format.Snapshot) ?? throw new JsonException($"{grain}: the snapshot is null");
    }

    private void RefuseNewer(int version)
    {
        if (version > format.Version)
            throw new JournalVersionException($"{grain} was written in form {version}; this program reads up to form {format.Version}. Run the newer program.");
    }
}
