using Rooms.Contracts.Rooms;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>What was said, read back from the journal, and erased from it.</summary>
public sealed partial class RoomGrain
{
    // Read at a time; a page of messages is among them in a room that talks.
    private const int ScanBatch = 250;

    // A page ends here even when it found nothing: one request must not read a whole journal.
    private const int MaxScanned = 5_000;

    // Rewritten in one transaction.
    private const int EraseBatch = 250;

    // By number, while they run.
    private readonly Dictionary<long, Task> recalling = [];

    public async Task<Outcome<HistoryPage>> GetHistoryAsync(Caller caller, HistoryQuery query, CancellationToken cancellation = default)
    {
        var allowed = Look(change => RightsRules.RefuseRead<Done>(change, caller) ?? Done.Value);
        return allowed.IsOk
            ? await ReadHistoryAsync(query.Before, query.Limit, entry => HistoryRules.IsWanted(entry, query.Kinds), cancellation)
            : allowed.As<HistoryPage>();
    }

    public async Task<Outcome<HistoryPage>> ExportAsync(string user, long before, int limit, CancellationToken cancellation = default)
    {
        var known = LookForRoom();
        return known.IsOk ? await ReadHistoryAsync(before, limit, entry => HistoryRules.IsOf(entry, user), cancellation) : known.As<HistoryPage>();
    }

    public async Task<Outcome<Done>> RecallAsync(Caller caller, long seq, CancellationToken cancellation = default)
    {
        // Two at once would both find the text, and tell of it twice.
        while (recalling.TryGetValue(seq, out var other)) await other;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        recalling.Add(seq, done.Task);
        try
        {
            return await RecallAloneAsync(caller, seq, cancellation);
        }
        finally
        {
            recalling.Remove(seq);
            done.SetResult();
        }
    }

    private async Task<Outcome<Done>> RecallAloneAsync(Caller caller, long seq, CancellationToken cancellation)
    {
        if (LookForRoom() is { IsOk: false } unknown) return unknown;
        try
        {
            var stored = await commits.ReadAsync(seq - 1, 1, cancellation);
            var message = stored.Count > 0 && stored[0].Number == seq ? stored[0] as MessageSent : null;
            return await RunAsync(null, RoomJson.Default.Done, change => HistoryRules.Recall(change, caller, message));
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<Done>(fault);
        }
    }

    public async Task<Outcome<int>> EraseAsync(string user, DateTimeOffset until, CancellationToken cancellation = default)
    {
        if (LookForRoom() is { IsOk: false } unknown) return unknown.As<int>();
        try
        {
            return await EraseAllAsync(user, until, cancellation);
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<int>(fault);
        }
    }

    private async Task<Outcome<int>> EraseAllAsync(string user, DateTimeOffset until, CancellationToken cancellation)
    {
        var erased = 0;
        for (long? before = long.MaxValue; before is { } from;)
        {
            (var found, before) = await ScanAsync(from, EraseBatch, entry => HistoryRules.HasTextOf(entry, user, until), cancellation);
            if (found.Count == 0) continue;
            var outcome = await RunAsync(null, RoomJson.Default.Done, change => HistoryRules.Erase(change, user, found));
            if (!outcome.IsOk) return outcome.As<int>();
            erased += found.Count;
        }
        return erased;
    }

    private Outcome<Done> LookForRoom() => Look<Done>(change => change.State.IsGone(change.Now) ? RoomRules.NotFound<Done>() : Done.Value);

    private async Task<Outcome<HistoryPage>> ReadHistoryAsync(long before, int limit, Func<RoomEntry, bool> isWanted, CancellationToken cancellation)
    {
        try
        {
            var from = before > 0 ? before : long.MaxValue;
            var (found, next) = await ScanAsync(from, Math.Clamp(limit, 1, LargestPage), isWanted, cancellation);
            return new HistoryPage([.. found.Select(HistoryRules.ItemOf)], next);
        }
        catch (JournalUnavailableException fault)
        {
            return turns.Unavailable<HistoryPage>(fault);
        }
    }

    /// <summary>Entries before a number, newest first, and where to go on; null: nothing older is kept.</summary>
    private async Task<(List<RoomEntry> Found, long? Next)> ScanAsync(long before, int limit, Func<RoomEntry, bool> isWanted, CancellationToken cancellation)
    {
        var found = new List<RoomEntry>();
        for (var scanned = 0; scanned < MaxScanned; scanned += ScanBatch)
        {
            var entries = await commits.ReadBackAsync(before, ScanBatch, cancellation);
            foreach (var entry in entries)
            {
                before = entry.Number!.Value;
                if (isWanted(entry)) found.Add(entry);
                if (found.Count == limit) return (found, before > 1 ? before : null);
            }
            if (entries.Count < ScanBatch) return (found, null);
        }
        return (found, before);
    }
}
