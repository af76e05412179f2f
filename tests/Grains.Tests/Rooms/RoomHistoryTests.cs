using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

public sealed class RoomHistoryTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(directory.Path);

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task GetHistory_PageByPage_GivesEveryMessageOnceNewestFirst()
    {
        var room = await MakeRoomAsync();
        var sent = new List<long>();
        for (var i = 0; i < 25; i++)
        {
            sent.Add((await SayAsync(room, Callers.Bea, $"m{i}")).Value);
            await room.UpdateAsync(Callers.Anna, new UpdateRoom($"Shoes {i}", null, null, null));
        }

        var seen = new List<HistoryItem>();
        for (long? before = 0; before is { } from;)
        {
            var page = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(from, 10, []))).Value!;
            Assert.True(page.Items.Length <= 10);
            seen.AddRange(page.Items);
            before = page.Next;
        }

        Assert.Equal(sent.AsEnumerable().Reverse(), seen.Select(item => item.Seq));
        Assert.Equal(("m24", "bea", "text"), (seen[0].Text, seen[0].User, seen[0].Type));
    }

    [Fact]
    public async Task GetHistory_OfMoreThanOneBatch_ReadsOn()
    {
        var room = await MakeRoomAsync();
        var first = await SayAsync(room, Callers.Bea, "first");
        for (var i = 0; i < 600; i++) await room.UpdateAsync(Callers.Anna, new UpdateRoom($"Shoes {i}", null, null, null));

        var page = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 10, []))).Value!;

        Assert.Equal(first.Value, Assert.Single(page.Items).Seq);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task GetHistory_ByKind_HasGiftsWithTheirData()
    {
        var room = await MakeRoomAsync();
        await SayAsync(room, Callers.Bea, "hello");
        await room.GiftAsync(Callers.Backend, new SendGift("rose", 2, null, null, "bea"), null);

        var gifts = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 10, [RoomEventTypes.Gift]))).Value!;
        var both = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 10, []))).Value!;

        Assert.Contains("\"gift\":\"rose\"", Assert.Single(gifts.Items).Data, StringComparison.Ordinal);
        Assert.Equal(2, both.Items.Length);
    }

    [Fact]
    public async Task GetHistory_BannedUser_IsRefused()
    {
        var room = await MakeRoomAsync();
        await room.BanAsync(Callers.Anna, new SanctionUser("bea", 5, ""));

        Assert.Equal(ErrorCodes.Banned, (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 10, []))).Code);
    }

    [Fact]
    public async Task Recall_ByTheAuthor_ErasesTheTextEverywhereAndKeepsTheNumber()
    {
        var room = await MakeRoomAsync();
        var seq = (await SayAsync(room, Callers.Bea, "my secret")).Value;
        await SayAsync(room, Callers.Carl, "what?");

        var outcome = await room.RecallAsync(Callers.Bea, seq);
        var again = await room.RecallAsync(Callers.Bea, seq);
        var events = (await room.GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events;
        var item = (await room.GetHistoryAsync(Callers.Carl, new HistoryQuery(seq + 1, 1, []))).Value!.Items.Single();

        Assert.True(outcome.IsOk && again.IsOk);
        Assert.Equal((seq, null, true), (item.Seq, item.Text, item.IsRecalled));
        Assert.Equal("""{"type":"text","recalled":true}""", events.Single(e => e.Seq == seq).Data);
        Assert.Equal((RoomEventTypes.MessageRecalled, $$"""{"seq":{{seq}}}""", "bea"), (events[^1].Type, events[^1].Data, events[^1].User));
        Assert.Equal(Enumerable.Range(1, events.Length), events.Select(e => (int)e.Seq));
    }

    [Fact]
    public async Task Recall_SeveralAtOnce_IsToldOnce()
    {
        var room = await MakeRoomAsync();
        var seq = (await SayAsync(room, Callers.Bea, "my secret")).Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => room.RecallAsync(Callers.Bea, seq)));
        var events = (await room.GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events;

        Assert.All(outcomes, outcome => Assert.True(outcome.IsOk));
        Assert.Single(events, e => e.Type == RoomEventTypes.MessageRecalled);
    }

    [Fact]
    public async Task Recall_AfterARestart_TheTextIsGoneFromTheDatabase()
    {
        var room = await MakeRoomAsync();
        var seq = (await SayAsync(room, Callers.Bea, "xyzzy-secret")).Value;
        await room.RecallAsync(Callers.Bea, seq);
        await silo.DisposeAsync();
        var files = System.IO.Directory.GetFiles(directory.Path).Select(File.ReadAllBytes).ToArray();
        silo = await TestSilo.StartAsync(directory.Path);

        var events = (await silo.Room("r1").GetEventsAsync(0, 100, TimeSpan.Zero)).Value!.Events;

        Assert.Equal("""{"type":"text","recalled":true}""", events.Single(e => e.Seq == seq).Data);
        Assert.All(files, file => Assert.Equal(-1, file.AsSpan().IndexOf("xyzzy-secret"u8)));
    }

    [Fact]
    public async Task Recall_ByAnotherMember_IsForbidden()
    {
        var room = await MakeRoomAsync();
        var seq = (await SayAsync(room, Callers.Bea, "hello")).Value;

        Assert.Equal(ErrorCodes.Forbidden, (await room.RecallAsync(Callers.Carl, seq)).Code);
        Assert.True((await room.RecallAsync(Callers.Anna, seq)).IsOk);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Recall_WhatIsNoMessage_IsMessageNotFound(long seq) =>
        Assert.Equal(ErrorCodes.MessageNotFound, (await (await MakeRoomAsync()).RecallAsync(Callers.Anna, seq)).Code);

    [Fact]
    public void Recall_ByTheAuthorAfterTwoMinutes_IsForbidden()
    {
        var sent = new MessageSent("text", "hello", null) { Number = 2, At = time.GetUtcNow(), User = "bea" };
        var change = new RoomChange(RoomState.None, time.GetUtcNow());
        RoomRules.Create(change, "r", Callers.Anna, Callers.LiveRoom);

        var intime = HistoryRules.Recall(new RoomChange(change.State, sent.At.AddMinutes(2)), Callers.Bea, sent);
        var late = HistoryRules.Recall(new RoomChange(change.State, sent.At.AddMinutes(2).AddTicks(1)), Callers.Bea, sent);

        Assert.True(intime.IsOk);
        Assert.Equal(ErrorCodes.Forbidden, late.Code);
    }

    [Fact]
    public async Task Erase_OneUsersMessages_LeavesTheOthersAndTheNumbers()
    {
        var room = await MakeRoomAsync();
        for (var i = 0; i < 300; i++) await SayAsync(room, i % 3 == 0 ? Callers.Carl : Callers.Bea, $"m{i}");
        await room.CloseAsync(Callers.Anna, "");

        var erased = await room.EraseAsync("bea", DateTimeOffset.MaxValue);
        var again = await room.EraseAsync("bea", DateTimeOffset.MaxValue);
        var items = (await room.GetHistoryAsync(Callers.Anna, new HistoryQuery(0, 1_000, []))).Value!.Items;
        var events = (await room.GetEventsAsync(0, 1_000, TimeSpan.Zero)).Value!.Events;

        Assert.Equal((200, 0), (erased.Value, again.Value));
        Assert.All(items, item => Assert.Equal(item.User == "bea", item.IsRecalled && item.Text is null));
        Assert.Equal(300, items.Length);
        Assert.Equal("""{"user":"bea"}""", events[^1].Data);
        Assert.Equal(Enumerable.Range(1, events.Length), events.Select(e => (int)e.Seq));
    }

    [Fact]
    public async Task Erase_UntilATime_LeavesWhatWasWrittenLater()
    {
        var room = await MakeRoomAsync();
        await SayAsync(room, Callers.Bea, "old life");
        var until = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 1, []))).Value!.Items[0].At;
        while (DateTimeOffset.UtcNow <= until) await Task.Yield();
        await SayAsync(room, Callers.Bea, "new life");

        var erased = await room.EraseAsync("bea", until);
        var items = (await room.GetHistoryAsync(Callers.Bea, new HistoryQuery(0, 10, []))).Value!.Items;

        Assert.Equal(1, erased.Value);
        Assert.Equal(["new life", null], items.Select(item => item.Text));
    }

    [Fact]
    public async Task Export_OneUser_HasMessagesAndGiftsOfThatUserAlone()
    {
        var room = await MakeRoomAsync();
        await SayAsync(room, Callers.Bea, "hello");
        await SayAsync(room, Callers.Carl, "hi");
        await room.GiftAsync(Callers.Backend, new SendGift("rose", 2, null, null, "bea"), null);

        var page = (await room.ExportAsync("bea", 0, 100)).Value!;

        Assert.Equal([RoomEventTypes.Gift, RoomEventTypes.Message], page.Items.Select(item => item.Kind));
        Assert.All(page.Items, item => Assert.Equal("bea", item.User));
    }

    [Fact]
    public async Task Erase_UnknownRoom_IsNotFound() => Assert.Equal(ErrorCodes.RoomNotFound, (await silo.Room("nobody").EraseAsync("bea", DateTimeOffset.MaxValue)).Code);

    private static Task<Outcome<long>> SayAsync(IRoomGrain room, Caller caller, string text) => room.SendAsync(caller, new SendMessage("text", text, null), null);

    private async Task<IRoomGrain> MakeRoomAsync()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom with { Settings = new ChangeSettings(MessagesPerSecond: 100_000) }, null);
        foreach (var caller in new[] { Callers.Bea, Callers.Carl }) await room.JoinAsync(caller, new JoinRoom(null, null), null);
        return room;
    }
}
