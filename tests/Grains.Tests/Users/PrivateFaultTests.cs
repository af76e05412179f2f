using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Grains.Journal;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Users;

/// <summary>Two users with eight devices against an engine that rejects calls, reorders them and makes second activations.</summary>
public sealed class PrivateFaultTests
{
    private const int Devices = 8;
    private const int MessagesADevice = 20;
    private const int MaxTries = 300;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Messages_UnderFaults_AreInBothInboxesOnceAndInOneOrder(int seed, bool isInMemory)
    {
        var directory = new TemporaryDirectory();
        var memory = new MemoryJournalStore();
        Action<IServiceCollection>? configure = isInMemory ? services => services.AddSingleton<IJournalStore>(memory) : null;
        var faulty = await TestSilo.StartAsync(directory.Path, configure, Faults(seed));

        await Task.WhenAll(Enumerable.Range(0, Devices).Select(device => WriteAsync(faulty, device)));

        await faulty.DisposeAsync();
        var sound = await TestSilo.StartAsync(directory.Path, configure);
        await AssertHoldsAsync(sound);
        await sound.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Send_ReceiversStoreFails_IsKeptAndDeliveredOnceItWorks()
    {
        var directory = new TemporaryDirectory();
        var store = new SwitchedJournalStore(new MemoryJournalStore()) { Refused = "user/shop/carl" };
        var silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store));
        var stamp = new IdempotencyStamp("key", "body");

        var kept = await SendAsync(silo, "bea", "hello", stamp);
        var inInbox = (await silo.User("bea").GetEventsAsync(0, 10, TimeSpan.Zero)).Value!.Events.Length;
        store.Refused = null;
        var sent = await RetryAsync(() => SendAsync(silo, "bea", "hello", stamp));

        Assert.Equal(ErrorCodes.NodeUnavailable, kept.Code);
        Assert.Equal(0, inInbox);
        Assert.Equal(1, sent.Seq);
        Assert.Single((await silo.User("carl").GetEventsAsync(0, 10, TimeSpan.Zero)).Value!.Events);
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Send_OwnStoreFailsBeforeTheCopy_IsFinishedByTheNextActivation()
    {
        var directory = new TemporaryDirectory();
        var store = new SwitchedJournalStore(new MemoryJournalStore());
        var silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store));
        // The intent is the sender's first unit, the copy the second.
        store.FailAfter("user/shop/bea", appends: 1);

        var failed = await SendAsync(silo, "bea", "hello", null);
        store.Heal();
        var page = await silo.User("bea").GetEventsAsync(0, 10, TimeSpan.FromSeconds(10));

        Assert.Equal(ErrorCodes.NodeUnavailable, failed.Code);
        Assert.Contains("hello", Assert.Single(page.Value!.Events).Data, StringComparison.Ordinal);
        Assert.Single((await silo.User("carl").GetEventsAsync(0, 10, TimeSpan.Zero)).Value!.Events);
        await silo.DisposeAsync();
        directory.Delete();
    }

    private static (string, string)[] Faults(int seed) =>
    [
        ("Engine:Faults:IsOn", "true"),
        ("Engine:Faults:Seed", $"{seed}"),
        ("Engine:Faults:RejectionProbability", "0.1"),
        ("Engine:Faults:DuplicateProbability", "0.03"),
        ("Engine:Faults:ReorderColdCalls", "true"),
        ("Users:MessagesPerSecond", "10000"),
    ];

    private static async Task WriteAsync(TestSilo silo, int device)
    {
        var (from, to) = device % 2 == 0 ? ("bea", "carl") : ("carl", "bea");
        for (var i = 0; i < MessagesADevice; i++)
        {
            var text = $"{from}/{device}/{i}";
            await RetryAsync(() => SendAsync(silo, from, text, new IdempotencyStamp(text, "body"), to));
        }
    }

    private static Task<Outcome<PrivateReceipt>> SendAsync(TestSilo silo, string from, string text, IdempotencyStamp? stamp, string to = "carl") =>
        silo.User(from).SendPrivateAsync(Callers.Bea with { User = from }, new SendPrivate(to, "text", text, null), stamp);

    private static async Task<PrivateReceipt> RetryAsync(Func<Task<Outcome<PrivateReceipt>>> call)
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

    private static async Task AssertHoldsAsync(TestSilo silo)
    {
        var bea = await EventsAsync(silo, "bea");
        var carl = await EventsAsync(silo, "carl");
        Assert.Equal(Devices * MessagesADevice, bea.Count);
        Assert.Equal(Enumerable.Range(1, bea.Count).Select(n => (long)n), bea.Select(e => e.Seq));
        foreach (var sender in (string[])["bea", "carl"])
        {
            var texts = bea.Where(e => e.User == sender).Select(e => e.Data).ToList();
            Assert.Equal(texts, carl.Where(e => e.User == sender).Select(e => e.Data));
            Assert.Equal(texts.Count, texts.Distinct().Count());
            Assert.Equal(Devices / 2 * MessagesADevice, texts.Count);
        }
    }

    private static async Task<List<RoomEventView>> EventsAsync(TestSilo silo, string user) =>
        [.. (await silo.User(user).GetEventsAsync(0, 1000, TimeSpan.Zero)).Value!.Events];
}
