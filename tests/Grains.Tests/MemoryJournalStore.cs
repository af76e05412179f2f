using System.Text;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Tests;

/// <summary>Journals in memory with the same rules as the stored ones; survives the silo that used it.</summary>
internal sealed class MemoryJournalStore : IJournalStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> journals = [];

    public Task<JournalImage?> OpenAsync(string grain, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!journals.TryGetValue(grain, out var kept)) return Task.FromResult<JournalImage?>(null);
            kept.Epoch++;
            var tail = kept.Rows.Where(row => row.Position > (kept.Snapshot?.Position ?? 0)).ToList();
            return Task.FromResult<JournalImage?>(new JournalImage(kept.Epoch, kept.Position, kept.Snapshot, tail));
        }
    }

    public async Task AppendAsync(JournalUnit unit)
    {
        var isWritten = Write(unit);
        await Task.Yield();
        if (!isWritten) throw new JournalConflictException($"{unit.Grain}: fenced");
    }

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string grain, long afterNumber, int limit, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<JournalRow>>(
                [.. journals.GetValueOrDefault(grain)?.Rows.Where(row => row.Number > afterNumber).Take(limit) ?? []]);
    }

    public Task<IReadOnlyList<JournalRow>> ReadBackAsync(string grain, long beforeNumber, int limit, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<JournalRow>>(
                [.. journals.GetValueOrDefault(grain)?.Rows.Where(row => row.Number < beforeNumber).OrderByDescending(row => row.Number).Take(limit) ?? []]);
    }

    /// <summary>Everything that is kept, as text.</summary>
    public string Dump()
    {
        lock (gate)
            return string.Join('\n', journals.SelectMany(journal => journal.Value.Rows.Select(row => row.Payload)
                .Append(journal.Value.Snapshot?.Payload ?? [])
                .Select(payload => $"{journal.Key} {Encoding.UTF8.GetString(payload)}")));
    }

    private bool Write(JournalUnit unit)
    {
        lock (gate)
        {
            var isKnown = journals.TryGetValue(unit.Grain, out var kept);
            if (unit.IsFirst == isKnown) return false;
            kept ??= journals[unit.Grain] = new Kept { Epoch = unit.Epoch };
            if (kept.Epoch != unit.Epoch || kept.Position != unit.After) return false;
            kept.Rows.AddRange(unit.Rows);
            foreach (var row in unit.Rewritten) kept.Rewrite(row);
            kept.Position += unit.Rows.Count;
            if (unit.Snapshot is { } snapshot) kept.Replace(snapshot);
            return true;
        }
    }

    private sealed class Kept
    {
        public long Epoch { get; set; }

        public long Position { get; set; }

        public JournalSnapshot? Snapshot { get; set; }

        public List<JournalRow> Rows { get; } = [];

        public void Replace(JournalSnapshot snapshot)
        {
            Snapshot = snapshot;
            Rows.RemoveAll(row => row.Position <= snapshot.Position && (row.Number is null || row.Number < snapshot.KeepFrom));
        }

        public void Rewrite(JournalRow row)
        {
            var index = Rows.FindIndex(stored => stored.Number == row.Number);
            if (index >= 0) Rows[index] = row with { Position = Rows[index].Position };
        }
    }
}
