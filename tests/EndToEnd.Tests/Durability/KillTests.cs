namespace Rooms.EndToEnd.Tests.Durability;

public class KillTests
{
    private static readonly int Rounds = KillCount.Of(inCheck: 8, inSoak: 50);
    private const int Writers = 8;
    private static readonly TimeSpan RoundDeadline = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Eight writers, SIGKILL in flight, again and again. After each start what was in flight is repeated under its Idempotency-Key, then everything
    /// that was ever acknowledged in this round's rooms must be there exactly once; at the end, in all rooms.
    /// </summary>
    [Fact]
    public async Task Kill_ManyTimesUnderLoad_LosesNothingAcknowledged()
    {
        var data = Directory.CreateTempSubdirectory("rooms-kill-").FullName;
        var all = new List<Ledger>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await using var host = await RunningHost.StartAsync(data);
                using var http = await host.ClientAsync("backend", "backend", "anchor");
                if (round > 0) await CheckAsync(http, all[^1]);
                all.Add(await WriteAndKillAsync(host, http, round));
            }

            await using var last = await RunningHost.StartAsync(data);
            using var reader = await last.ClientAsync("backend", "backend", "anchor");
            await CheckAsync(reader, all[^1]);
            foreach (var ledger in all) Assert.Empty(await Audit.CompareAsync(reader, ledger));
            Assert.True(all.Sum(ledger => ledger.Count) > Rounds * Writers, "too few commands to prove anything");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<Ledger> WriteAndKillAsync(RunningHost host, HttpClient http, int round)
    {
        var random = new Random(round);
        var ledger = new Ledger();
        var writer = new Writer(http, ledger);
        string[] rooms = [$"a-{round}", $"b-{round}"];
        foreach (var room in rooms) await writer.SendAsync(new Command(CommandKind.CreateRoom, room, room, 0, room));

        // Killed after so many acknowledgements, with the other writers' commands in flight.
        var left = random.Next(20, 400);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(number => writer.RunAsync($"r{round}-w{number}", rooms, new Random(round * Writers + number), () =>
        {
            if (Interlocked.Decrement(ref left) == 0) reached.SetResult();
        })).ToArray();
        await reached.Task.WaitAsync(RoundDeadline);
        await host.KillAsync();
        await Task.WhenAll(writers).WaitAsync(RoundDeadline);
        return ledger;
    }

    /// <summary>Repeats what was in flight, under its Idempotency-Key; from then on the outcome of every command is known.</summary>
    private static async Task CheckAsync(HttpClient http, Ledger ledger)
    {
        var writer = new Writer(http, ledger);
        foreach (var command in ledger.Open) await writer.SendAsync(command);
        Assert.Empty(await Audit.CompareAsync(http, ledger));
    }
}
