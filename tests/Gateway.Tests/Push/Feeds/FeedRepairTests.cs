using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>What goes wrong between a grain and a connection, and how it is made good.</summary>
public class FeedRepairTests
{
    // The hub, which sweeps now and then, and what pulls the one feed.
    private const int Sleepers = 2;

    private static readonly FeedId Room = FeedId.Room("app", "r");
    private static readonly FeedId Inbox = FeedId.Inbox("app", "u");

    [Fact]
    public async Task Hint_Lost_IsRepairedBySoonFollowingAgain()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        harness.Source.Create(Room);
        var (client, _) = await SubscribeAsync(harness, 0);
        harness.Source.LosesHints = true;
        harness.Source.Append(Room, 3);

        await PassAsync(harness, time, TimeSpan.FromSeconds(8), () => harness.Observed.Seen.Count == 3);

        Assert.Equal(["app/r 1 x", "app/r 2 x", "app/r 3 x"], await client.ReadLinesAsync(3));
        client.Dispose();
    }

    [Fact]
    public async Task Hints_WithinATick_ArePulledTogether()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        harness.Source.TickMilliseconds = 20;
        harness.Source.Create(Room);
        var (client, _) = await SubscribeAsync(harness, 0);
        var follows = harness.Source.Follows;
        for (var i = 0; i < 10; i++) harness.Source.Append(Room);
        Assert.Equal(follows, harness.Source.Follows);

        await PassAsync(harness, time, TimeSpan.FromMilliseconds(20), () => harness.Observed.Seen.Count == 10);

        await client.ReadLinesAsync(10);
        Assert.Equal(follows + 1, harness.Source.Follows);
        client.Dispose();
    }

    [Fact]
    public async Task Pull_Refused_IsRepeated()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        harness.Source.Append(Room);
        harness.Source.Refusals.Enqueue(ErrorCodes.NodeUnavailable);
        var (client, session) = await SubscribeAsync(harness, FeedPosition.Now, isLive: false);

        await PassAsync(harness, time, TimeSpan.FromSeconds(10), () => harness.Source.Follows >= 2);
        Assert.Equal("live 1", await session.HearAsync());
        harness.Source.Append(Room);

        await PassAsync(harness, time, TimeSpan.FromSeconds(10), () => harness.Observed.Seen.Count == 1);
        Assert.Equal("app/r 2 x", await client.ReadLineAsync());
        client.Dispose();
    }

    [Fact]
    public async Task Subscribe_ToAFeedThatIsNot_IsTold()
    {
        await using var harness = new PushHarness();

        var (client, session) = await SubscribeAsync(harness, 0, isLive: false);

        Assert.Equal("ended room_not_found", await session.HearAsync());
        Assert.True(client.Connection.IsOpen);
        client.Dispose();
    }

    [Theory]
    [InlineData(99)]
    [InlineData(long.MaxValue)]
    public async Task Subscribe_FromTheFuture_IsUnreachable(long after)
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 10);

        var (client, session) = await SubscribeAsync(harness, after, isLive: false);

        Assert.Equal($"unreachable {after} 0 10", await session.HearAsync());
        client.Dispose();
    }

    [Fact]
    public async Task Subscribe_AfterWhatIsGone_IsUnreachable()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 1000);
        harness.Source.Trim(Room, 600);

        var (client, session) = await SubscribeAsync(harness, 10, isLive: false);

        Assert.Equal("unreachable 10 601 1000", await session.HearAsync());
        client.Dispose();
    }

    [Fact]
    public async Task Subscribe_JustBehindWhatIsGone_GetsTheRest()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 1000);
        harness.Source.Trim(Room, 600);

        var (client, _) = await SubscribeAsync(harness, 600, isLive: false);

        var lines = await client.ReadLinesAsync(400);
        Assert.Equal(("app/r 601 x", "app/r 1000 x"), (lines[0], lines[^1]));
        client.Dispose();
    }

    [Fact]
    public async Task Events_GoneBeforeTheyWerePulled_AreToldAsAGap()
    {
        await using var harness = new PushHarness();
        harness.Source.Create(Room);
        var (client, session) = await SubscribeAsync(harness, 0);
        harness.Source.LosesHints = true;
        harness.Source.Append(Room, 10);
        harness.Source.Trim(Room, 7);

        harness.Hub.Hint(Room);

        Assert.Equal(["app/r gap 1-7", "app/r 8 x", "app/r 9 x", "app/r 10 x"], await client.ReadLinesAsync(4));
        Assert.Equal("gap 1-7", await session.HearAsync());
        client.Dispose();
    }

    [Fact]
    public async Task Feed_ThatBeganAnew_EndsItsSubscriptions()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 10);
        var (client, session) = await SubscribeAsync(harness, FeedPosition.Now);

        harness.Source.Restart(Room);

        Assert.Equal("unreachable 10 1 0", await session.HearAsync());
        client.Dispose();
    }

    [Fact]
    public async Task Subscriptions_OverTheBound_AreRefused()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1, Subscriptions = 200 });
        harness.Source.Create(Room);
        var (client, session) = await SubscribeAsync(harness, FeedPosition.Now);

        var outcomes = await PushHarness.OnLoopAsync(client.Connection, () => Enumerable.Range(0, 10_000)
            .Select(number => harness.Hub.Subscribe(client.Connection, FeedId.Room("app", $"many-{number}"), FeedPosition.Now, new LineForm(), session))
            .GroupBy(outcome => outcome).ToDictionary(group => group.Key, group => group.Count()));

        Assert.Equal((199, 9801), (outcomes[SubscribeOutcome.Done], outcomes[SubscribeOutcome.TooMany]));
        Assert.InRange(harness.Hub.Count, 0, 200);
        client.Dispose();
    }

    [Fact]
    public async Task Feed_NobodyFollowsForAWhile_IsGivenUp()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        harness.Source.Create(Room);
        var (client, _) = await SubscribeAsync(harness, 0);
        await PushHarness.OnLoopAsync(client.Connection, () => Assert.True(FeedHub.Unsubscribe(client.Connection, Room)));

        await PassAsync(harness, time, TimeSpan.FromSeconds(41), () => harness.Source.Unfollowed.Contains(Room));

        Assert.Equal(0, harness.Hub.Count);
        client.Dispose();
    }

    [Fact]
    public async Task Inbox_ItsLastFollowerGone_IsGivenUpAtOnce()
    {
        await using var harness = new PushHarness(time: new FakeTimeProvider());
        harness.Source.Create(Inbox);
        var (client, _) = await SubscribeAsync(harness, 0, feed: Inbox);

        await PushHarness.OnLoopAsync(client.Connection, () => Assert.True(FeedHub.Unsubscribe(client.Connection, Inbox)));

        await harness.Pulse.UntilAsync(() => harness.Source.Unfollowed.Contains(Inbox));
        client.Dispose();
    }

    // The order of the two calls decides whether the grain knows of this process then.
    [Fact]
    public async Task Inbox_FollowedAgainAtOnce_IsFollowedAfterItWasGivenUp()
    {
        await using var harness = new PushHarness(time: new FakeTimeProvider());
        harness.Source.Create(Inbox);
        var (client, session) = await SubscribeAsync(harness, 0, feed: Inbox);
        var unfollowing = new TaskCompletionSource();
        harness.Source.Unfollowing = unfollowing.Task;

        await PushHarness.OnLoopAsync(client.Connection, () =>
        {
            FeedHub.Unsubscribe(client.Connection, Inbox);
            harness.Hub.Subscribe(client.Connection, Inbox, 0, new LineForm(), session);
        });
        await harness.Pulse.UntilAsync(() => harness.Source.Unfollowed.Contains(Inbox));
        var follows = harness.Source.Follows;
        unfollowing.SetResult();

        Assert.StartsWith("live", await session.HearAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 2), (follows, harness.Source.Follows));
        client.Dispose();
    }

    [Fact]
    public async Task Resume_AThousandAtOnce_ShareTheirReads()
    {
        await using var harness = new PushHarness();
        harness.Source.Append(Room, 500);
        var clients = new List<PushClient>();
        for (var i = 0; i < 50; i++) clients.Add((await SubscribeAsync(harness, 260 + i, isLive: false)).Client);

        foreach (var client in clients) await client.ReadLinesAsync(500 - 260 - clients.IndexOf(client));

        Assert.InRange(harness.Source.Reads, 1, 3);
        foreach (var client in clients) client.Dispose();
    }

    // In steps; before each one, whatever the last one woke has done its work and sleeps again.
    private static async Task PassAsync(PushHarness harness, FakeTimeProvider time, TimeSpan span, Func<bool> isReached)
    {
        // Twice: who was woken by a hint may arm its timer at the end of the span.
        var end = time.GetUtcNow() + span * 2;
        while (true)
        {
            await harness.Pulse.UntilAsync(() => isReached() || (time.ArmedTimers == Sleepers && time.GetUtcNow() < end));
            if (isReached()) return;
            time.Advance(span / 20);
        }
    }

    private static async Task<(PushClient Client, TestProtocol Session)> SubscribeAsync(PushHarness harness, long after, bool isLive = true, FeedId? feed = null)
    {
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, feed ?? Room, after, new LineForm(), session));
        if (isLive) Assert.StartsWith("live", await session.HearAsync(), StringComparison.Ordinal);
        return (client, session);
    }
}
