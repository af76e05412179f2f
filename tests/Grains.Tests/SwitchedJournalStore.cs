using Rooms.Grains.Journal;

namespace Rooms.Grains.Tests;

/// <summary>A store that can be made to fail, as one on a full disk does, and to look as if a newer program had written it.</summary>
internal sealed class SwitchedJournalStore(IJournalStore store) : IJournalStore
{
    private volatile string? limited;
    private int left;

    /// <summary>What every call ends with; null: it works.</summary>
    public JournalException? Fault { get; set; }

    /// <summary>The one grain whose calls fail; null: none.</summary>
    public string? Refused { get; set; }

    /// <summary>The form that entries are said to have; null: their own.</summary>
    public int? Version { get; set; }

    /// <summary>A grain's appends fail after so many more.</summary>
    public void FailAfter(string grain, int appends) => (limited, left) = (grain, appends);

    public void Heal() => limited = null;

    public async Task<JournalImage?> OpenAsync(string grain, CancellationToken cancellation)
    {
        if (FaultOf(grain) is { } fault) throw fault;
        var image = await store.OpenAsync(grain, cancellation);
        return image is null || Version is not { } version ? image : image with { Tail = [.. image.Tail.Select(row => row with { Version = version })] };
    }

    public Task AppendAsync(JournalUnit unit)
    {
        if (FaultOf(unit.Grain) is { } fault) return Task.FromException(fault);
        if (unit.Grain == limited && left-- <= 0) return Task.FromException(new JournalUnavailableException("switched off"));
        return store.AppendAsync(unit);
    }

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string grain, long afterNumber, int limit, CancellationToken cancellation) =>
        FaultOf(grain) is { } fault ? Task.FromException<IReadOnlyList<JournalRow>>(fault) : store.ReadAsync(grain, afterNumber, limit, cancellation);

    public Task<IReadOnlyList<JournalRow>> ReadBackAsync(string grain, long beforeNumber, int limit, CancellationToken cancellation) =>
        FaultOf(grain) is { } fault ? Task.FromException<IReadOnlyList<JournalRow>>(fault) : store.ReadBackAsync(grain, beforeNumber, limit, cancellation);

    private JournalException? FaultOf(string grain) => Fault ?? (grain == Refused ? new JournalUnavailableException("switched off") : null);
}
