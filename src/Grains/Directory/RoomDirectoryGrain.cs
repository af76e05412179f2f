using Rooms.Contracts.Rooms;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Directory;

/// <summary>The lists of one app. First pages, which everybody asks for, are kept until a row changes; pages behind a cursor are read.</summary>
[StatelessWorker]
public sealed class RoomDirectoryGrain(IRoomListings listings, TimeProvider time) : Grain, IRoomDirectoryGrain
{
    public const int MaxLimit = 100;

    // Rows of other processes change unseen by this one's version.
    private static readonly TimeSpan LongestKept = TimeSpan.FromMilliseconds(300);

    // Scenes x statuses x the few limits that clients use; more than that are read each time.
    private const int MaxKept = 64;

    private readonly Dictionary<RoomQuery, (RoomPage Page, long Version, DateTimeOffset At)> firstPages = [];

    public async Task<Outcome<RoomPage>> ListAsync(RoomQuery query, CancellationToken cancellation = default)
    {
        if (query.Limit is < 1 or > MaxLimit) return Refusal.Of<RoomPage>(ErrorCodes.BodyInvalid, $"limit: 1-{MaxLimit}");
        try
        {
            if (query.Cursor is null) return await FirstPageAsync(query, cancellation);
            if (!RoomCursor.TryRead(query.Cursor, App, query, out var below))
                return Refusal.Of<RoomPage>(ErrorCodes.BodyInvalid, "cursor: not one that this list gave");
            return await ReadAsync(query, below, cancellation);
        }
        catch (JournalUnavailableException fault)
        {
            return Refusal.Of<RoomPage>(ErrorCodes.NodeUnavailable, $"the lists cannot be read now, try again: {fault.Message}");
        }
    }

    private string App => this.GetPrimaryKeyString();

    private async Task<RoomPage> FirstPageAsync(RoomQuery query, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Taken before the read: what commits meanwhile makes the page stale, never the other way round.
        var version = listings.Version;
        if (firstPages.TryGetValue(query, out var kept) && kept.Version == version && now - kept.At < LongestKept) return kept.Page;
        var page = await ReadAsync(query, long.MaxValue, cancellation);
        if (firstPages.Count >= MaxKept) firstPages.Clear();
        firstPages[query] = (page, version, now);
        return page;
    }

    private async Task<RoomPage> ReadAsync(RoomQuery query, long below, CancellationToken cancellation)
    {
        // One more than asked for tells whether there is a next page.
        var rows = await listings.PageAsync(App, query.Scene, query.Status, below, query.Limit + 1, cancellation);
        var hasMore = rows.Count > query.Limit;
        var shown = hasMore ? rows.Take(query.Limit) : rows;
        return new RoomPage([.. shown.Select(row => row.View)], hasMore ? RoomCursor.Write(rows[query.Limit - 1].Number, App, query) : null);
    }
}
