using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;

namespace Rooms.Grains.Tests.Apps;

public sealed class UsagePagingTests
{
    private static readonly UsageAmount[] Amounts =
        [new(1, "a", "messages", 1), new(1, "a", "peak", 1), new(1, "b", "messages", 1), new(1, "b", "peak", 1), new(2, "b", "peak", 1)];

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(4, 4, true)]
    [InlineData(3, 2, true)]
    [InlineData(2, 2, true)]
    [InlineData(1, 0, true)]
    public void Cut_OneMoreThanTheLimitWasRead_KeepsWholeRows(int limit, int kept, bool hasMore)
    {
        var page = UsagePaging.Cut([.. Amounts.Take(limit + 1)], limit);

        Assert.Equal(Amounts[..kept], page.Amounts);
        Assert.Equal(hasMore, page.HasMore);
    }
}
