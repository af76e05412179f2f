using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>From a feed's events to the lines that its connections get.</summary>
public class FeedDeliveryTests
{
    private static readonly FeedId Room = FeedId.Room("app", "r");
    private static readonly FeedId Other = FeedId.Room("app", "s");

    [Fact]
    public async Task Subscribe_FromNow_GetsWhatComes()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 5);
        var form = new LineForm();
        using var client = await SubscribeAsync(harness, form, FeedPosition.Now);

        harness.Source.Append(Room, 3);

        Assert.Equal(["app/r 6 x", "app/r 7 x", "app/r 8 x"], await client.ReadLinesAsync(3));
        Assert.Equal([(Room, 6L), (Room, 7L), (Room, 8L)], harness.Observed.Seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(999)]
    public async Task Subscribe_AfterANumber_GetsAllBehindItOnce(int after)
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 1000);
        using var client = await SubscribeAsync(harness, new LineForm(), after);
        harness.Source.Append(Room, 10);

        var lines = await client.ReadLinesAsync(1010 - after);

        Assert.Equal(Enumerable.Range(after + 1, 1010 - after).Select(seq => $"app/r {seq} x"), lines);
    }

    [Fact]
    public async Task Subscribe_TwoFeeds_GetsBoth()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room);
        harness.Source.Append(Other);
        using var client = await SubscribeAsync(harness, new LineForm(), 0);
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Other, 0, new LineForm(), Session(client)));

        var lines = await client.ReadLinesAsync(2);

        Assert.Equal(["app/r 1 x", "app/s 1 x"], lines.Order());
    }

    private static TestProtocol Session(PushClient client) => (TestProtocol)client.Connection.Protocol;

    private static async Task<PushClient> SubscribeAsync(PushHarness harness, LineForm form, long after)
    {
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => new TestProtocol()));
        await Session(client).HearAsync();
        var outcome = await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, after, form, Session(client)));
        Assert.Equal(SubscribeOutcome.Done, outcome);
        if (after == FeedPosition.Now) Assert.StartsWith("live", await Session(client).HearAsync(), StringComparison.Ordinal);
        return client;
    }
}
