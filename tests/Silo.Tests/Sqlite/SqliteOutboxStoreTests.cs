using System.Collections.Immutable;
using System.Text;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteOutboxStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private StorageFixture fixture = null!;
    private int journals;

    public Task InitializeAsync()
    {
        fixture = new StorageFixture();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Append_WithAnEvent_ThatFails_WritesNoEvent()
    {
        await fixture.Journals.AppendAsync(Units.First("g") with { Outbox = [Entry("a", 1)] });

        await Assert.ThrowsAsync<JournalConflictException>(() => fixture.Journals.AppendAsync(Units.First("g") with { Outbox = [Entry("a", 2)] }));

        Assert.Equal(["a/1"], Assert.Single(await TakeAsync()).Events.Select(e => e.EventId));
    }

    [Fact]
    public async Task Take_SeveralLanes_GivesEachItsEventsInOrder_AndNoneTwice()
    {
        await AddAsync("a", 1, 2);
        await AddAsync("b", 1);

        var first = await TakeAsync();
        var second = await TakeAsync();

        Assert.Equal([("a", "a/1 a/2"), ("b", "b/1")], first.Select(lane => (lane.Lane, string.Join(' ', lane.Events.Select(e => e.EventId)))));
        Assert.Empty(second);
    }

    [Fact]
    public async Task Take_LeaseThatRanOut_GivesTheLaneAgain_AndRefusesTheFirstTakersReport()
    {
        await AddAsync("a", 1);
        var lost = Assert.Single(await TakeAsync());
        var later = Now + OutboxBatch.Lease;

        var again = Assert.Single(await TakeAsync(later));
        await ReportAsync(Told(lost), later);

        Assert.Equal(1, (await FiguresAsync()).Pending);
        await ReportAsync(Told(again), later);
        Assert.Equal(0, (await FiguresAsync()).Pending);
    }

    [Fact]
    public async Task Report_FailedEvent_HoldsItsLaneUntilItIsDue_AndNoOther()
    {
        await AddAsync("a", 1, 2);
        await AddAsync("b", 1);
        var taken = await TakeAsync();

        await ReportAsync(Failed(taken[0], 0, TimeSpan.FromSeconds(4)), Now);
        await ReportAsync(Told(taken[1]), Now);
        await AddAsync("b", 2);

        Assert.Equal("b", Assert.Single(await TakeAsync()).Lane);
        Assert.Equal(Now.AddSeconds(4), (await fixture.Outbox.TakeAsync("shop", 9, Now.AddSeconds(3))).NextDue);
        var again = Assert.Single(await TakeAsync(Now.AddSeconds(4)));
        Assert.Equal([("a/1", 1), ("a/2", 0)], again.Events.Select(e => (e.EventId, e.Attempts)));
    }

    [Fact]
    public async Task Report_EventThatIsGivenUp_LetsTheNextOneThrough_AndCanBeReplayed()
    {
        await AddAsync("a", 1, 2);
        var taken = Assert.Single(await TakeAsync());

        await ReportAsync(Failed(taken, 0, null), Now);

        Assert.Equal(["a/2"], Assert.Single(await TakeAsync()).Events.Select(e => e.EventId));
        var dead = Assert.Single(await fixture.Outbox.ReadDeadAsync("shop", long.MaxValue, 9, CancellationToken.None));
        Assert.Equal(("a/1", 1, "no answer", "body 1"), (dead.EventId, dead.Attempts, dead.Error, Encoding.UTF8.GetString(dead.Body)));
        Assert.Equal(0, await fixture.Outbox.ReplayAsync("other", dead.Id, Now));
        Assert.Equal(1, await fixture.Outbox.ReplayAsync("shop", dead.Id, Now));
        Assert.Equal(new OutboxFigures(2, Now, 0, 0), await FiguresAsync());
    }

    [Fact]
    public async Task Drop_GivenUpEvents_ForgetsThemAndNothingThatWaits()
    {
        await AddAsync("a", 1, 2, 3);
        var taken = Assert.Single(await TakeAsync());
        await ReportAsync(Failed(taken, 0, null), Now);

        Assert.Equal(1, await fixture.Outbox.DropAsync("shop", null));

        Assert.Equal(new OutboxFigures(2, Now, 0, 0), await FiguresAsync());
    }

    [Fact]
    public async Task Append_MoreThanMayWait_GivesUpTheOldest()
    {
        fixture.OutboxLimits = new OutboxOptions { MaxPending = 2, MaxDead = 1 };
        await fixture.ReopenAsync();

        await AddAsync("a", 1, 2, 3, 4);

        Assert.Equal((2, Now, 1, 2), await FiguresAsync() is var figures ? (figures.Pending, figures.OldestAt, figures.Dead, figures.Dropped) : default);
        Assert.Contains("Outbox:MaxPending", figures.LastError, StringComparison.Ordinal);
        Assert.Equal(["a/3", "a/4"], Assert.Single(await TakeAsync()).Events.Select(e => e.EventId));
        Assert.Equal("a/2", Assert.Single(await fixture.Outbox.ReadDeadAsync("shop", long.MaxValue, 9, CancellationToken.None)).EventId);
    }

    [Fact]
    public async Task Get_AfterARestart_SaysWhyWhatWaitsWasNotTaken()
    {
        await AddAsync("a", 1, 2);
        await ReportAsync(Failed(Assert.Single(await TakeAsync()), 0, TimeSpan.FromSeconds(4)), Now);

        await fixture.ReopenAsync();

        Assert.Equal(new OutboxFigures(2, Now, 0, 0, "no answer"), await FiguresAsync());
    }

    [Fact]
    public async Task Erase_TextsOfAndForAUser_AreGone_AndNothingElse()
    {
        await WriteAsync(
            ("room/r", "message", """{"user":"bea","data":{"type":"text","text":"secret 1","data":{"a":"secret 2"}}}"""),
            ("room/r", "message", """{"user":"carl","data":{"type":"text","text":"of carl"}}"""),
            ("user/bea", "message.offline", """{"user":"bea","data":{"devices":[{"pushToken":"secret 3"}],"message":{"from":"carl","text":"secret 4"}}}"""),
            ("user/carl", "message.offline", """{"user":"carl","data":{"devices":[{"pushToken":"of carl"}],"message":{"from":"bea","text":"secret 5","data":"secret 6"}}}"""),
            ("room/r", "gift", """{"user":"bea","data":{"gift":"rose"}}"""));
        await fixture.Journals.AppendAsync(Units.First("other") with { Outbox = [Entry("room/o", "message", """{"user":"bea","data":{"text":"another bea's"}}""") with { App = "other" }] });

        await fixture.Outbox.EraseAsync("shop", "bea");

        var bodies = (await TakeAsync()).SelectMany(lane => lane.Events).OrderBy(e => e.Id).Select(e => Encoding.UTF8.GetString(e.Body)).ToList();
        Assert.Equal(
            [
                """{"user":"bea","data":{"type":"text","erased":true}}""",
                """{"user":"carl","data":{"type":"text","text":"of carl"}}""",
                """{"user":"bea","data":{"devices":[],"message":{"from":"carl","erased":true}}}""",
                """{"user":"carl","data":{"devices":[{"pushToken":"of carl"}],"message":{"from":"bea","erased":true}}}""",
                """{"user":"bea","data":{"gift":"rose"}}""",
            ],
            bodies);
        var others = (await fixture.Outbox.TakeAsync("other", 9, Now)).Batch.Lanes;
        Assert.Contains("another bea's", Encoding.UTF8.GetString(others[0].Events[0].Body), StringComparison.Ordinal);
    }

    // More rows than are looked at in one go.
    [Fact]
    public async Task Erase_FarBack_ReachesGivenUpEventsToo()
    {
        fixture.OutboxLimits = new OutboxOptions { MaxPending = 1 };
        await fixture.ReopenAsync();
        await WriteAsync([.. Enumerable.Repeat(("room/r", "message", """{"user":"bea","data":{"text":"secret"}}"""), 2_100)]);

        await fixture.Outbox.EraseAsync("shop", "bea");

        var dead = await fixture.Outbox.ReadDeadAsync("shop", long.MaxValue, 5_000, CancellationToken.None);
        Assert.Equal(2_099, dead.Length);
        Assert.All(dead, e => Assert.Equal("""{"user":"bea","data":{"erased":true}}""", Encoding.UTF8.GetString(e.Body)));
    }

    [Fact]
    public async Task Open_AfterACrash_EndsTheLeasesOfTheDeadProcess()
    {
        await AddAsync("a", 1);
        await TakeAsync();

        await fixture.ReopenAsync();

        Assert.Equal("a", Assert.Single(await TakeAsync()).Lane);
    }

    [Fact]
    public async Task NextChange_AfterAnAppend_IsDone()
    {
        var changed = fixture.Outbox.NextChange("shop");
        var others = fixture.Outbox.NextChange("other");

        await AddAsync("a", 1);

        await changed.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(others.IsCompleted);
    }

    [Fact]
    public async Task Forget_WhatWasGivenUpLongAgo_LeavesTheRest()
    {
        await AddAsync("a", 1, 2);
        await ReportAsync(Failed(Assert.Single(await TakeAsync()), 0, null), Now);
        await ReportAsync(Failed(Assert.Single(await TakeAsync()), 0, null), Now.AddDays(1));

        Assert.Equal(1, await fixture.Outbox.ForgetAsync(Now.AddHours(1), 100));

        Assert.Equal(new OutboxFigures(0, null, 1, 0, "no answer"), await FiguresAsync());
    }

    private Task AddAsync(string lane, params int[] numbers) =>
        fixture.Journals.AppendAsync(Units.First($"g{journals++}") with { Outbox = [.. numbers.Select(number => Entry(lane, number))] });

    private Task WriteAsync(params (string Lane, string Type, string Body)[] events) =>
        fixture.Journals.AppendAsync(Units.First($"g{journals++}") with { Outbox = [.. events.Select(e => Entry(e.Lane, e.Type, e.Body))] });

    private static OutboxEntry Entry(string lane, string type, string body) => new("shop", lane, $"{lane}/{body.Length}", type, Now, Encoding.UTF8.GetBytes(body));

    private async Task<ImmutableArray<OutboxLane>> TakeAsync(DateTimeOffset? now = null) => (await fixture.Outbox.TakeAsync("shop", 9, now ?? Now)).Batch.Lanes;

    private Task ReportAsync(OutboxReport report, DateTimeOffset now) => fixture.Outbox.ReportAsync("shop", [report], now);

    private Task<OutboxFigures> FiguresAsync() => fixture.Outbox.GetAsync("shop", CancellationToken.None);

    private static OutboxReport Told(OutboxLane lane) => new(lane.Lane, lane.Lease, [.. lane.Events.Select(e => e.Id)], null);

    private static OutboxReport Failed(OutboxLane lane, int at, TimeSpan? retryAfter) =>
        new(lane.Lane, lane.Lease, [.. lane.Events.Take(at).Select(e => e.Id)], new OutboxFailure(lane.Events[at].Id, "no answer", retryAfter));

    private static OutboxEntry Entry(string lane, int number) => new("shop", lane, $"{lane}/{number}", "message", Now, Encoding.UTF8.GetBytes($"body {number}"));
}
