using System.Runtime.Versioning;
using Rooms.Host;

namespace Rooms.EndToEnd.Tests;

[SupportedOSPlatform("linux")]
public class CoalescedTimeTests
{
    [Theory]
    [InlineData(1000, 0, 1000)]
    [InlineData(1000, 50, 950)]
    [InlineData(1000, 51, 1199)]
    [InlineData(1000, 249, 1001)]
    [InlineData(5000, 40, 4960)]
    public void Round_SecondsOrMore_EndsAtAQuarterOfASecond(int due, long now, int expected)
    {
        var rounded = CoalescedTime.Round(TimeSpan.FromMilliseconds(due), now);

        Assert.Equal(expected, rounded.TotalMilliseconds);
    }

    [Fact]
    public void Round_ManyTimersInOneStep_FireTogether()
    {
        var moments = Enumerable.Range(0, 250).Select(now => now + (long)CoalescedTime.Round(TimeSpan.FromSeconds(1), now).TotalMilliseconds);

        Assert.Equal([1000, 1250], moments.Distinct().Order());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(999)]
    [InlineData(3_600_001)]
    public void Round_ShortLongOrNever_IsLeft(int due)
    {
        Assert.Equal(due, CoalescedTime.Round(TimeSpan.FromMilliseconds(due), 17).TotalMilliseconds);
    }
}
