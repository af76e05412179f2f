using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>Connections that are cut at any byte and come again with the last number they had.</summary>
public class ResumeTests
{
    private const int Events = 5000;

    private static readonly FeedId Room = FeedId.Room("app", "r");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Reader_CutAtRandom_HasEveryEventOnceAndInOrder(int seed)
    {
        // A small window: some resume from it, some from the source.
        await using var harness = new PushHarness(new PushOptions { Loops = 2, WindowEvents = 200 });
        harness.Source.Create(Room);
        var form = new LineForm();
        var pace = new SemaphoreSlim(300);
        var readers = Enumerable.Range(0, 8).Select(number => ReadAllAsync(harness, form, new Random(seed * 100 + number), number == 0 ? pace : null)).ToArray();
        var random = new Random(seed);
        for (var sent = 0; sent < Events;)
        {
            var count = Math.Min(random.Next(1, 40), Events - sent);
            // Not further than 300 before the first reader.
            for (var i = 0; i < count; i++) Assert.True(await pace.WaitAsync(Waits.Long));
            harness.Source.Append(Room, count);
            sent += count;
        }

        foreach (var reader in readers) Assert.Equal(Enumerable.Range(1, Events), await reader);

        var seen = harness.Observed.Seen.Select(one => one.Seq).ToArray();
        Assert.Equal(Enumerable.Range((int)seen[0], Events - (int)seen[0] + 1).Select(seq => (long)seq), seen);
    }

    [Fact]
    public async Task EveryConnection_Gone_NoBufferIsHeld()
    {
        var harness = new PushHarness(new PushOptions { Loops = 2, WindowEvents = 200 });
        harness.Source.Create(Room);
        var reader = ReadAllAsync(harness, new LineForm(), new Random(7), pace: null);
        for (var i = 0; i < 50; i++) harness.Source.Append(Room, Events / 50);
        await reader;

        await harness.DisposeAsync();
        Assert.Equal(0, harness.Buffers.Outstanding);
    }

    private static async Task<List<int>> ReadAllAsync(PushHarness harness, LineForm form, Random random, SemaphoreSlim? pace)
    {
        var had = new List<int>();
        while (had.Count < Events)
        {
            var session = new TestProtocol();
            using var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
            await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, had.Count, form, session));
            for (var left = random.Next(1, 1500); left > 0 && had.Count < Events; left--)
            {
                had.Add(int.Parse((await client.ReadLineAsync())!.Split(' ')[1]));
                pace?.Release();
            }
        }
        return had;
    }
}
