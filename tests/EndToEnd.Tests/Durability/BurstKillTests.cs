using Rooms.Benchmarks.Delivery;
using Rooms.EndToEnd.Tests.Delivery;

namespace Rooms.EndToEnd.Tests.Durability;

public class BurstKillTests
{
    private static readonly int Kills = KillCount.Of(inCheck: 6, inSoak: 30);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    /// <summary>
    /// Eight senders over <c>/ws</c>, 2,000 messages a second, SIGKILL after about 200 of them, again and again. What was answered <c>sent</c> is in the history,
    /// once, and reaches the others when they come back; what was under way is sent again under its id and counts once.
    /// </summary>
    [Fact]
    public async Task Kill_ManyTimesMidBurst_KeepsAndDeliversEverythingSent()
    {
        var plan = new LedgerPlan
        {
            Rooms = 10,
            Sockets = 40,
            Deliveries = 200 * (Kills + 1) * 4,
            Kills = Kills,
            CutsPerSecond = 0,
            SlowEvery = int.MaxValue,
            TwoRoomsEvery = int.MaxValue,
            Senders = 8,
            MessagesPerSecond = 2000,
            TickMilliseconds = 20,
        };
        using var deadline = new CancellationTokenSource(Deadline);
        await using var server = await HostedLedger.StartAsync();

        var result = await LedgerRun.RunAsync(server, plan, _ => { }, deadline.Token);

        Assert.True(result.Findings.Total == 0, $"{result}");
        Assert.Equal(Kills, result.Kills);
    }
}
