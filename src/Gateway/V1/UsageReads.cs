using Rooms.Contracts;
using Rooms.Contracts.Apps;
using Rooms.Gateway.Calls;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Reads usage app by app, up to what one answer holds, and a few answers at a time.</summary>
internal sealed class UsageReads(GrainCalls grains) : IDisposable
{
    /// <summary>2: half of the store's connections for reading stay free for rooms, and two answers fit into memory easily.</summary>
    public const int AtOnce = 2;

    /// <summary>Some 15,000 rows, 5 MB of JSON.</summary>
    public const int MaxAmounts = 100_000;

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Refusals: rate_limited, node_unavailable.</summary>
    public async Task<Outcome<UsageDto>> ReadAsync(UsageWish wish, CancellationToken cancellation)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, cancellation)) return Refusal.Of<UsageDto>(ErrorCodes.RateLimited, "usage is being read for others, try again");
        try
        {
            return await ReadAppsAsync(wish, cancellation);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<Outcome<UsageDto>> ReadAppsAsync(UsageWish wish, CancellationToken cancellation)
    {
        var rows = new List<UsageRowDto>();
        var left = MaxAmounts;
        var last = wish.After;
        foreach (var app in wish.Apps)
        {
            if (string.CompareOrdinal(app, wish.After?.App) < 0) continue;
            // Full with the app before: whether this one has anything is the next answer's matter.
            if (left == 0) return ToPage(wish.Span, rows, last);
            var outcome = await ReadAsync(app, wish, left, cancellation);
            if (outcome.Value is not { } page) return Refusal.Of<UsageDto>(outcome.Code!, outcome.Detail ?? "");
            rows.AddRange(UsageRows.From(app, page.Amounts));
            left -= page.Amounts.Length;
            if (page.Amounts is [.., var end]) last = new UsageCursor(app, new UsagePosition(end.Day, end.Room));
            if (page.HasMore) return ToPage(wish.Span, rows, last);
        }
        return ToPage(wish.Span, rows, null);
    }

    private async Task<Outcome<UsagePage>> ReadAsync(string app, UsageWish wish, int limit, CancellationToken cancellation)
    {
        // What was counted since the last write is in the answer.
        var stored = await grains.AskAsync<IAppGrain, Done>(app, grain => grain.StoreUsageAsync(cancellation), cancellation);
        if (!stored.IsOk) return Refusal.Of<UsagePage>(stored.Code!, stored.Detail ?? "");
        var after = wish.After?.App == app ? wish.After.Position : null;
        var query = new UsageQuery(wish.Span.FromDay, wish.Span.ToDay, wish.Room, after, limit);
        return await grains.AskAsync<IAppGrain, UsagePage>(app, grain => grain.GetUsageAsync(query, cancellation), cancellation);
    }

    private static UsageDto ToPage(UsageSpan span, List<UsageRowDto> rows, UsageCursor? next) => new(span.From, span.To, [.. rows], next?.ToString());
}
