using Rooms.Benchmarks.Delivery;

namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>The ledger of `./rooms bench ledger`, small. It also has to find what is planted into it: one that finds nothing would prove nothing.</summary>
public class LedgerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly LedgerPlan Calm = new()
    {
        Rooms = 2,
        Sockets = 20,
        Deliveries = 20_000,
        Kills = 0,
        CutsPerSecond = 0,
        SlowEvery = int.MaxValue,
        TwoRoomsEvery = int.MaxValue,
        Senders = 4,
        TickMilliseconds = 20,
    };

    [Fact]
    public async Task Ledger_CutKilledAndSlow_AccountsForEveryNumber()
    {
        var plan = new LedgerPlan { Rooms = 10, Sockets = 200, Deliveries = 1_000_000, Kills = 2 };

        var result = await RunAsync(plan);

        Assert.True(result.Findings.Total == 0, $"{result}");
        Assert.True(result is { Kills: 2, Cuts: > 10 } && result.Deliveries > plan.Deliveries / 2, $"too little happened to prove anything: {result}");
    }

    [Fact]
    public async Task Ledger_NothingPlanted_FindsNothing()
    {
        var result = await RunAsync(Calm, PlantedFault.None);

        Assert.True(result.Findings.Total == 0, $"{result}");
        Assert.Equal(0, result.InGaps + result.InSkips);
    }

    [Theory]
    [InlineData(PlantedFault.Lose, Fault.Lost)]
    [InlineData(PlantedFault.Double, Fault.Doubled)]
    [InlineData(PlantedFault.Swap, Fault.Reordered)]
    [InlineData(PlantedFault.Change, Fault.Changed)]
    [InlineData(PlantedFault.DeclareSkipped, Fault.SkippedMustDeliver)]
    internal async Task Ledger_OneFaultPlanted_FindsThatOne(PlantedFault planted, Fault found)
    {
        var result = await RunAsync(Calm, planted);

        Assert.True(result.Findings[found] == 1 && result.Findings.Total == 1, $"{result}");
    }

    private static async Task<LedgerResult> RunAsync(LedgerPlan plan, PlantedFault? fault = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var server = await HostedLedger.StartAsync(fault);
        var result = await LedgerRun.RunAsync(server, plan, _ => { }, deadline.Token);
        Assert.True(fault is null or PlantedFault.None || server.Proxy!.HasPlanted, "the proxy planted nothing");
        return result;
    }
}
