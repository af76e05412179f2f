using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>Connections that do not keep up: what only the newest of matters goes first, then the connection, which resumes whole.</summary>
public class SlowReaderTests
{
    private static readonly FeedId Room = FeedId.Room("app", "r");
    private static readonly string Kilobyte = new('k', 1024);

    [Fact]
    public async Task Reader_SlowWithMergedEvents_GetsEachNumberOrItsNotice()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1, QueueBytes = 64 * 1024 }, smallBuffers: true);
        using var client = await SubscribeAsync(harness, after: 0);
        for (var last = 10; last <= 10_000; last += 10)
        {
            harness.Source.Append(Room, 9, DeliveryClass.LatestWins, Kilobyte);
            harness.Source.Append(Room, 1, DeliveryClass.MustDeliver);
            // As many small batches: a large one would be caught up.
            await SeenAsync(harness, last);
        }

        var (delivered, skipped) = await ReadUpToAsync(client, 0, 10_000);

        Assert.True(client.Connection.IsOpen);
        Assert.NotEmpty(skipped);
        Assert.Equal(Enumerable.Range(1, 10_000).Select(seq => (long)seq), delivered.Concat(skipped).Order());
        Assert.DoesNotContain(skipped, seq => seq % 10 == 0);
        Assert.Equal(skipped.Count, client.Connection.DroppedEvents);
    }

    [Fact]
    public async Task Reader_SlowWithEventsThatMustArrive_IsClosedAndResumesWhole()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1, QueueBytes = 64 * 1024 }, smallBuffers: true);
        var first = await SubscribeAsync(harness, after: 0);
        harness.Source.Append(Room, 50, data: Kilobyte);
        await first.ReadLinesAsync(20);
        var end = 50L;
        for (; first.Connection.IsOpen; end += 10)
        {
            harness.Source.Append(Room, 10, data: Kilobyte);
            await SeenAsync(harness, end + 10);
        }
        Assert.Equal("closed slow_reader", await ((TestProtocol)first.Connection.Protocol).HearAsync());
        var last = 20L;
        // A line that was cut off at the end is none.
        while (await first.ReadLineAsync() is { } line) last = SeqOf(line) == last + 1 ? last + 1 : throw new InvalidOperationException($"{line} after {last}");
        first.Dispose();
        using var second = await SubscribeAsync(harness, last);

        var (delivered, _) = await ReadUpToAsync(second, last, end);

        Assert.Equal(Enumerable.Range((int)last + 1, (int)(end - last)).Select(seq => (long)seq), delivered);
    }

    private static Task SeenAsync(PushHarness harness, long last) => harness.Pulse.UntilAsync(() => harness.Observed.Last >= last);

    private static async Task<(List<long> Delivered, List<long> Skipped)> ReadUpToAsync(PushClient client, long after, long last)
    {
        var delivered = new List<long>();
        var skipped = new List<long>();
        for (var reached = after; reached < last;)
        {
            var words = (await client.ReadLineAsync() ?? throw new EndOfStreamException($"ended at {reached}")).Split(' ');
            var range = words[1] == "skipped" ? words[2].Split('-').Select(long.Parse).ToArray() : [long.Parse(words[1])];
            Assert.Equal(reached + 1, range[0]);
            reached = range[^1];
            if (range.Length == 1) delivered.Add(reached);
            else for (var seq = range[0]; seq <= reached; seq++) skipped.Add(seq);
        }
        return (delivered, skipped);
    }

    private static long SeqOf(string line) => long.Parse(line.Split(' ')[1]);

    private static async Task<PushClient> SubscribeAsync(PushHarness harness, long after)
    {
        harness.Source.Create(Room);
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => new TestProtocol()), receiveBytes: 4096);
        var session = (TestProtocol)client.Connection.Protocol;
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, after, new LineForm(), session));
        if (after == 0) await session.HearAsync();
        return client;
    }
}
