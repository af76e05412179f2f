using Rooms.Contracts.Feeds;
using Rooms.Contracts.Webhooks;

namespace Rooms.Grains.Tests.Webhooks;

public class EventPatternTests
{
    [Theory]
    [InlineData("*", "room.closed", true)]
    [InlineData("room.*", "room.closed", true)]
    [InlineData("room.*", "room", false)]
    [InlineData("room.*", "roommate.left", false)]
    [InlineData("message", "message", true)]
    [InlineData("message", "message.offline", false)]
    public void Matches_PatternAndType_SaysWhetherItIsMeant(string pattern, string type, bool isMeant) =>
        Assert.Equal(isMeant, EventPattern.Matches(pattern, type, DeliveryClass.MustDeliver));

    [Theory]
    [InlineData("*", false)]
    [InlineData("room.*", true)]
    [InlineData("room.counters", true)]
    public void Matches_WhereOnlyTheNewestMatters_IsMeantByName(string pattern, bool isMeant) =>
        Assert.Equal(isMeant, EventPattern.Matches(pattern, "room.counters", DeliveryClass.LatestWins));

    [Theory]
    [InlineData("*", true)]
    [InlineData("room.*", true)]
    [InlineData("message.offline", true)]
    [InlineData("", false)]
    [InlineData(".*", false)]
    [InlineData("ro*m", false)]
    [InlineData("room closed", false)]
    public void IsValid_Pattern_IsCheckedWhole(string pattern, bool isValid) => Assert.Equal(isValid, EventPattern.IsValid(pattern));
}
