namespace Rooms.Contracts.Data;

/// <summary>What was copied or checked, and what is not as it was written: one line a place, at most some hundred.</summary>
public sealed record StoredDataReport(string File, long Bytes, long Journals, long Entries, IReadOnlyList<string> Faults)
{
    /// <summary>That people sent, beside the database.</summary>
    public long Files { get; init; }
}
