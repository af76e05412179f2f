namespace Rooms.EndToEnd.Tests.Durability;

public class PrivateKillTests
{
    private static readonly int Rounds = KillCount.Of(inCheck: 4, inSoak: 10);
    private const int Writers = 8;
    private static readonly TimeSpan RoundDeadline = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Eight devices of two users, SIGKILL in flight. What was in flight is repeated under its Idempotency-Key; then everything acknowledged is in both
    /// inboxes, once, in one order.
    /// </summary>
    [Fact]
    public async Task Kill_WhilePrivateMessagesAreSent_AcknowledgedOnesAreInBothInboxes()
    {
        var data = Directory.CreateTempSubdirectory("rooms-private-kill-").FullName;
        var all = new List<PrivateLedger>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await using var host = await RunningHost.StartAsync(data);
                using var http = await host.ClientAsync("backend", "backend");
                if (round > 0) await CheckAsync(http, all[^1]);
                all.Add(await WriteAndKillAsync(host, http, round));
            }

            await using var last = await RunningHost.StartAsync(data);
            using var reader = await last.ClientAsync("backend", "backend");
            await CheckAsync(reader, all[^1]);
            foreach (var ledger in all) Assert.Empty(await ledger.CompareAsync(reader));
            Assert.True(all.Sum(ledger => ledger.Count) > Rounds * Writers, "too few messages to prove anything");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<PrivateLedger> WriteAndKillAsync(RunningHost host, HttpClient http, int round)
    {
        var ledger = new PrivateLedger($"ann-{round}", $"bob-{round}");
        // Killed after so many acknowledgements, with the other writers' messages in flight. Inboxes keep 1,000.
        var left = new Random(round).Next(20, 200);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(number => ledger.WriteAsync(http, $"r{round}-w{number}", () =>
        {
            if (Interlocked.Decrement(ref left) == 0) reached.SetResult();
        })).ToArray();
        await reached.Task.WaitAsync(RoundDeadline);
        await host.KillAsync();
        await Task.WhenAll(writers).WaitAsync(RoundDeadline);
        return ledger;
    }

    private static async Task CheckAsync(HttpClient http, PrivateLedger ledger)
    {
        await ledger.RepeatAsync(http);
        Assert.Empty(await ledger.CompareAsync(http));
    }
}
