using Rooms.Grains.Journal;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Tests.Journal;

public sealed class RecentTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_PastTheLimit_ForgetsTheOldest()
    {
        var recent = new Recent<GiftOrder>([]);
        for (var i = 0; i <= Recent<GiftOrder>.Limit; i++) recent = recent.Add(new GiftOrder($"order-{i}", i, Now));

        Assert.Equal(Recent<GiftOrder>.Limit, recent.Count);
        Assert.Null(recent.Find("order-0", Now));
        Assert.NotNull(recent.Find("order-1", Now));
    }

    [Fact]
    public void AddAll_ManyOldAndRepeated_IsAsAddingEach()
    {
        var begun = new Recent<GiftOrder>([]).Add(new GiftOrder("before", 1, Now)).Add(new GiftOrder("7", 2, Now.AddHours(1)));
        GiftOrder[] more = [.. Enumerable.Range(0, Recent<GiftOrder>.Limit + 50).Select(i => new GiftOrder($"{i % 9_999}", i, Now.AddHours(24).AddSeconds(i)))];

        var all = begun.AddAll(more);

        var each = more.Aggregate(begun, (recent, item) => recent.Add(item));
        Assert.Equal(each.Items.AsEnumerable(), all.Items.AsEnumerable());
        Assert.Equal(each.Count, all.Count);
        Assert.Equal(each.Find("7", Now.AddHours(30)), all.Find("7", Now.AddHours(30)));
    }

    [Fact]
    public void Find_AfterADay_IsForgotten()
    {
        var recent = new Recent<GiftOrder>([]).Add(new GiftOrder("order", 7, Now));

        Assert.Equal(7, recent.Find("order", Now.AddHours(24).AddTicks(-1))!.Seq);
        Assert.Null(recent.Find("order", Now.AddHours(24)));
    }

    [Fact]
    public void Add_AKeyThatIsTooOld_TakesItsNewMeaning()
    {
        var recent = new Recent<GiftOrder>([]).Add(new GiftOrder("order", 7, Now)).Add(new GiftOrder("order", 8, Now.AddHours(25)));

        Assert.Equal(8, recent.Find("order", Now.AddHours(25))!.Seq);
        Assert.Equal(1, recent.Count);
    }
}
