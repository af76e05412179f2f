using Rooms.Benchmarks.Push;

namespace Rooms.EndToEnd.Tests.Bench;

public class PushPlanTests
{
    [Fact]
    public void Ours_FitsACore_KeepsTheRate()
    {
        var cells = PushPlan.Ours(1000, [1, 10, 100], [20, 250]);

        Assert.Equal([1, 10, 100, 1, 10, 100], cells.Select(cell => cell.Rate));
    }

    [Fact]
    public void Ours_MoreThanACore_IsMeasuredOnceAtTheLimit()
    {
        var cells = PushPlan.Ours(15_000, [1, 100, 1000], [1000]).ToArray();

        Assert.Equal([1, 100, PushPlan.Limit(15_000, 1000)], cells.Select(cell => cell.Rate));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(15_000)]
    public void Limit_LongerWindow_IsHigher(int sockets)
    {
        int[] windows = [0, 20, 250, 1000];

        var limits = windows.Select(window => PushPlan.Limit(sockets, window)).ToArray();

        Assert.Equal(limits.Order(), limits);
        Assert.True(limits[0] < limits[3], $"{string.Join(' ', limits)}");
    }

    [Fact]
    public void Peers_BeyondTheirCeiling_AreMeasuredOnce()
    {
        var cells = PushPlan.Peers(5000, [1, 10, 100, 1000]);

        Assert.Equal([1, 10, 60], cells.Select(cell => cell.Rate));
    }

    [Theory]
    [InlineData(0, 1000, 1)]
    [InlineData(250, 1, 1)]
    [InlineData(20, 1000, 20)]
    [InlineData(1000, 100, 100)]
    public void MessagesPerFlush_OfAWindow_IsAtLeastOne(int window, int rate, double expected) =>
        Assert.Equal(expected, new PushCell(1, rate, window).MessagesPerFlush);
}
