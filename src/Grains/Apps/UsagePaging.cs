using Rooms.Contracts.Apps;

namespace Rooms.Grains.Apps;

internal static class UsagePaging
{
    /// <summary>Amounts in their order, one more than wanted where there is more. Its row goes to the next page, with what was read of it.</summary>
    public static UsagePage Cut(IReadOnlyList<UsageAmount> amounts, int limit)
    {
        if (amounts.Count <= limit) return new UsagePage([.. amounts], HasMore: false);
        var (day, room) = (amounts[^1].Day, amounts[^1].Room);
        return new UsagePage([.. amounts.TakeWhile(amount => amount.Day != day || amount.Room != room)], HasMore: true);
    }
}
