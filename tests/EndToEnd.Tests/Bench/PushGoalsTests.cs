using Rooms.Benchmarks.Processes;
using Rooms.Benchmarks.Push;

namespace Rooms.EndToEnd.Tests.Bench;

public class PushGoalsTests
{
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.7, false)]
    public void Judge_FlushCarriesMany_IsJudgedByItsMicroseconds(double microseconds, bool isMet) =>
        Assert.Equal(isMet, Goal(Results(Run("rooms", 100, 250, microseconds)), "a flush carries 20 or more").IsMet);

    [Theory]
    [InlineData(5.0, true)]
    [InlineData(2.0, false)]
    public void Judge_NchanBeside_AsksForFiveTimes(double nchan, bool isMet) =>
        Assert.Equal(isMet, Goal(Results(Run("rooms", 100, 250, 0.5), Run("nchan", 100, 0, nchan)), "the same against nchan").IsMet);

    [Fact]
    public void Judge_FlushCarriesOne_HasNchanOfTheSameRateBeside()
    {
        var goal = Goal(Results(Run("rooms", 10, 0, 7.5), Run("nchan", 10, 0, 6), Run("nchan", 100, 0, 3)), "a flush carries one");

        Assert.True(goal.IsMet);
        Assert.Equal("7.50 (nchan 6.00)", goal.Measured);
    }

    [Theory]
    [InlineData(0.6, 0, true)]
    [InlineData(0.7, 0, false)]
    [InlineData(0.6, 1, false)]
    public void Judge_MergedOverASecond_IsComparedWithGoimIfNothingWasLost(double microseconds, long lost, bool isMet)
    {
        var goals = PushGoals.Judge(Results(Run("rooms", 100, 1000, microseconds, lost)));

        Assert.Equal(isMet, goals.Any(goal => goal.Name.StartsWith("goim", StringComparison.Ordinal) && goal.IsMet));
        Assert.Equal(lost == 0, goals.Single(goal => goal.Name.StartsWith("everything", StringComparison.Ordinal)).IsMet);
    }

    private static PushGoal Goal(PushResults results, string name) =>
        PushGoals.Judge(results).Single(goal => goal.Name.StartsWith(name, StringComparison.Ordinal));

    private static PushResults Results(params PushSample[] runs)
    {
        var results = new PushResults();
        results.Runs.AddRange(runs);
        return results;
    }

    private static PushSample Run(string server, double rate, int window, double microseconds, long lost = 0)
    {
        var load = new WsLoadRun { Open = 1000, Due = 1000, Accepted = 1000, Offered = 1_000_000, Delivered = 1_000_000 - lost, Lost = lost, Microseconds = microseconds };
        return new PushSample(server, 1, new PushCell(1000, rate, window), load);
    }
}
