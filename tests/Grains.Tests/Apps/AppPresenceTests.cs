using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;

namespace Rooms.Grains.Tests.Apps;

public class AppPresenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly AppPresence presence = new();

    [Fact]
    public void TryPermit_AsManyAsAllowed_ThenNoMore()
    {
        Assert.True(presence.TryPermit("a", 2, Start));
        Assert.True(presence.TryPermit("b", 2, Start));
        Assert.False(presence.TryPermit("c", 2, Start));
    }

    [Fact]
    public void TryPermit_SameStreamAgain_TakesNoSecondPlace()
    {
        presence.TryPermit("a", 1, Start);

        Assert.True(presence.TryPermit("a", 1, Start));
    }

    [Fact]
    public void TryPermit_StreamOnAirAtANode_CountsUntilTheNodeIsSilentForTenSeconds()
    {
        presence.Report(Report("n1", ["a"]), Start);

        Assert.False(presence.TryPermit("b", 1, Start.AddSeconds(10)));
        Assert.True(presence.TryPermit("b", 1, Start.AddSeconds(10.1)));
    }

    [Fact]
    public void TryPermit_PermitThatWasNotUsed_LapsesAfterTenSeconds()
    {
        presence.TryPermit("a", 1, Start);

        Assert.False(presence.TryPermit("b", 1, Start.AddSeconds(9.9)));
        Assert.True(presence.TryPermit("b", 1, Start.AddSeconds(10)));
    }

    [Fact]
    public void Release_OfAStreamOnAir_FreesItsPlaceAtOnce()
    {
        presence.Report(Report("n1", ["a"]), Start);

        presence.Release("a", Start);

        Assert.True(presence.TryPermit("b", 1, Start));
    }

    [Fact]
    public void Release_ReportThatWasUnderWay_TakesThePlaceNoMore()
    {
        presence.Release("a", Start);
        presence.Report(Report("n1", ["a"]), Start.AddSeconds(1));

        Assert.True(presence.TryPermit("b", 1, Start.AddSeconds(1)));
    }

    [Fact]
    public void Release_OnAirAgain_CountsAgain()
    {
        presence.Release("a", Start);
        presence.TryPermit("a", 1, Start);
        presence.Report(Report("n1", ["a"]), Start.AddSeconds(1));

        Assert.False(presence.TryPermit("b", 1, Start.AddSeconds(1)));
    }

    [Fact]
    public void ViewersElsewhere_OfTwoNodes_LeavesTheAskingOneOut()
    {
        presence.Report(Report("n1", [], viewers: 3), Start);
        presence.Report(Report("n2", [], viewers: 5), Start);

        Assert.Equal(5, presence.ViewersElsewhere("n1"));
        Assert.Equal(3, presence.ViewersElsewhere("n2"));
    }

    [Fact]
    public void PeakOf_ARoomAtTwoNodes_IsTheirSum()
    {
        presence.Report(Report("n1", [], peaks: [("r", 3), ("r", 2), ("other", 9)]), Start);
        presence.Report(Report("n2", [], peaks: [("r", 4)]), Start);

        Assert.Equal(9, presence.PeakOf("r"));
    }

    private static AppReport Report(string node, string[] publishing, int viewers = 0, (string Room, int Peak)[]? peaks = null) => new(
        node, [.. publishing], viewers, [.. (peaks ?? []).Select((one, i) => new StreamCounters($"{node}-{i}", one.Room, Counters.None, one.Peak, false))]);
}
