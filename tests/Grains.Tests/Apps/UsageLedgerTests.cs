using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;

namespace Rooms.Grains.Tests.Apps;

public class UsageLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly int Day = UsageLedger.DayOf(Noon);

    [Fact]
    public void Add_CountersThatRise_AddsTheDifference()
    {
        var ledger = new UsageLedger([]);

        ledger.Add(Counters.Of("e", 100), Noon);
        ledger.Add(Counters.Of("e", 250), Noon);

        Assert.Equal(new UsageAmount(Day, "r", "out:flv", 250), Assert.Single(ledger.Write("shop", Noon).Added));
    }

    [Fact]
    public void Add_AReportAgainOrLate_ChangesNothing()
    {
        var ledger = new UsageLedger([]);
        ledger.Add(Counters.Of("e", 100), Noon);
        ledger.Add(Counters.Of("e", 250), Noon);

        ledger.Add(Counters.Of("e", 250), Noon);
        ledger.Add(Counters.Of("e", 100), Noon);

        Assert.Equal(250, Assert.Single(ledger.Write("shop", Noon).Added).Amount);
    }

    [Fact]
    public void Add_AfterACrashBeforeTheWrite_BringsTheDifferenceToWhatIsStored()
    {
        var before = new UsageLedger([]);
        before.Add(Counters.Of("e", 100), Noon);
        var stored = before.Write("shop", Noon).Seen;
        before.Stored();
        before.Add(Counters.Of("e", 180), Noon);

        var after = new UsageLedger(stored);
        after.Add(Counters.Of("e", 200), Noon);

        Assert.Equal(100, Assert.Single(after.Write("shop", Noon).Added).Amount);
    }

    [Fact]
    public void Add_OverMidnight_BooksTheDifferenceOnTheNewDay()
    {
        var ledger = new UsageLedger([]);
        ledger.Add(Counters.Of("e", 100), Noon);

        ledger.Add(Counters.Of("e", 150), Noon.AddHours(12));

        Assert.Equal([(Day, 100L), (Day + 1, 50L)], ledger.Write("shop", Noon).Added.Select(amount => (amount.Day, amount.Amount)));
        Assert.Equal(50, ledger.BytesOf(Day + 1));
    }

    [Fact]
    public void BytesOf_Today_BeginsWithWhatIsStored()
    {
        var ledger = new UsageLedger([]);
        ledger.Begin(Day, 1000);

        ledger.Add(Counters.Of("e", 100), Noon);

        Assert.Equal(1100, ledger.BytesOf(Day));
    }

    [Fact]
    public void IsStored_AnEpoch_OnlyAfterItsWrite()
    {
        var ledger = new UsageLedger([]);
        ledger.Add(Counters.Of("e", 100), Noon);

        Assert.False(ledger.IsStored("e"));
        ledger.Write("shop", Noon);
        ledger.Stored();
        Assert.True(ledger.IsStored("e"));
        ledger.Add(Counters.Of("e", 101), Noon);
        Assert.False(ledger.IsStored("e"));
    }

    [Fact]
    public void Write_EpochThatNobodyReportsAnyMore_IsForgottenAfterAWeek()
    {
        var ledger = new UsageLedger([]);
        ledger.Add(Counters.Of("e", 100), Noon);
        ledger.Write("shop", Noon);
        ledger.Stored();

        var write = ledger.Write("shop", Noon.AddDays(7).AddSeconds(1));

        Assert.False(ledger.IsStored("e"));
        Assert.Equal(Noon.AddSeconds(1), write.ForgetSeenBefore);
    }

    [Fact]
    public void Raise_SeveralHeights_KeepsTheHighest()
    {
        var ledger = new UsageLedger([]);

        foreach (var viewers in new[] { 3, 9, 4 }) ledger.Raise("r", viewers, Noon);

        Assert.Equal(new UsageAmount(Day, "r", UsageKinds.PeakViewers, 9), Assert.Single(ledger.Write("shop", Noon).Peaks));
    }
}
