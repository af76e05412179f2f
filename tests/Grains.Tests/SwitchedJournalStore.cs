using Rooms.Grains.Journal;

namespace Rooms.Grains.Tests;

/// <summary>A store that can be made to fail, as one on a full disk does, and to look as if a newer program had written it.</summary>
internal sealed class SwitchedJournalStore(IJournalStore store) : IJournalStore
{
    /// <summary>What every call ends with; null: it works.</summary>
    public JournalException? Fault { get; set; }

    /// <summary>The form that entries are said to have; null: their own.</summary>
    public int? Version { get; set; }

    public async Task<JournalImage?> OpenAsync(string grain, CancellationToken cancellation)
    {
        if (Fault is not null) throw Fault;
        var image = await store.OpenAsync(grain, cancellation);
        return image is null || Version is not { } version ? image : image with { Tail = [.. image.Tail.Select(row => row with { Version = version })] };
    }

    public Task AppendAsync(JournalUnit unit) => Fault is null ? store.AppendAsync(unit) : Task.FromException(Fault);

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string grain, long afterNumber, int limit, CancellationToken cancellation) =>
        Fault is null ? store.ReadAsync(grain, afterNumber, limit, cancellation) : Task.FromException<IReadOnlyList<JournalRow>>(Fault);
}
