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
