using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Journal;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

/// <summary>Random commands against an engine that rejects calls, reorders them and makes second activations; then the room is read without faults.</summary>
public sealed class RoomFaultTests
{
    private const int Writers = 8;
    private const int CommandsAWriter = 60;
    private const int MaxTries = 200;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Commands_UnderFaults_EveryAnswerHoldsAndNumbersHaveNoGap(int seed, bool isInMemory)
    {
        var directory = new TemporaryDirectory();
        var memory = new MemoryJournalStore();
        Action<IServiceCollection>? configure = isInMemory ? services => services.AddSingleton<IJournalStore>(memory) : null;
        var faulty = await TestSilo.StartAsync(directory.Path, configure, Faults(seed));
        await RetryAsync(() => faulty.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, new IdempotencyStamp("create", "")));

        var ledgers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(faulty.Room("r"), seed, writer)));

        await faulty.DisposeAsync();
        var sound = await TestSilo.StartAsync(directory.Path, configure);
        await AssertHoldsAsync(sound.Room("r"), ledgers);
        await sound.DisposeAsync();
        directory.Delete();
    }

    private static (string, string)[] Faults(int seed) =>
    [
        ("Engine:Faults:IsOn", "true"),
        ("Engine:Faults:Seed", $"{seed}"),
        ("Engine:Faults:RejectionProbability", "0.1"),
        ("Engine:Faults:DuplicateProbability", "0.03"),
        ("Engine:Faults:ReorderColdCalls", "true"),
    ];

    private static async Task<Ledger> WriteAsync(IRoomGrain room, int seed, int writer)
    {
        var random = new Random((seed * 1000) + writer);
        var ledger = new Ledger();
        for (var i = 0; i < CommandsAWriter; i++)
        {
            var text = $"{writer}/{i}";
            var stamp = new IdempotencyStamp(text, "body");
            if (random.Next(2) == 0) ledger.Messages.Add(text, await RetryAsync(() => room.SendAsync(Callers.Anna, new SendMessage("text", text, null), stamp)));
            else
            {
                var count = random.Next(1, 10);
                await RetryAsync(() => room.LikeAsync(Callers.Bea, count, stamp));
                ledger.Likes += count;
            }
        }
        return ledger;
    }

    // As the gateway does: a rejected or refused command again, under the same stamp.
    private static async Task<T> RetryAsync<T>(Func<Task<Outcome<T>>> call)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            try
            {
                var outcome = await call();
                if (outcome.IsOk) return outcome.Value!;
                Assert.Equal(ErrorCodes.NodeUnavailable, outcome.Code);
            }
            catch (OrleansMessageRejectionException)
            {
                // Not executed: again.
            }
        }
        throw new TimeoutException($"refused {MaxTries} times");
    }

    private static async Task AssertHoldsAsync(IRoomGrain room, Ledger[] ledgers)
    {
        var events = (await room.GetEventsAsync(0, 1000, TimeSpan.Zero)).Value!.Events;
        Assert.Equal(Enumerable.Range(1, events.Length).Select(n => (long)n), events.Select(e => e.Seq));
        foreach (var (text, seq) in ledgers.SelectMany(ledger => ledger.Messages))
            Assert.Contains($"\"{text}\"", events[(int)seq - 1].Data, StringComparison.Ordinal);
        Assert.Equal(ledgers.Sum(ledger => ledger.Messages.Count), events.Count(e => e.Type == RoomEventTypes.Message));
        Assert.Equal(ledgers.Sum(ledger => ledger.Likes), (await room.GetAsync()).Value!.Counters["likes"]);
    }

    private sealed class Ledger
    {
        public Dictionary<string, long> Messages { get; } = [];

        public long Likes { get; set; }
    }
}
