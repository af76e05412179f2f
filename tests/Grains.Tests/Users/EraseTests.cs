using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Grains.Journal;
using Rooms.Grains.Users;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Users;

public sealed class EraseTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly MemoryJournalStore memory = new();
    private SwitchedJournalStore store = null!;
    private TestSilo silo = null!;

    public Task InitializeAsync()
    {
        store = new SwitchedJournalStore(memory);
        return StartAsync();
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Erase_TextsAreGoneEverywhere_NumbersStay()
    {
        await FillAsync();

        var outcome = await silo.User("bea").EraseAsync(Callers.Bea);

        Assert.Equal(new ErasureView(true, 0), outcome.Value);
        await AssertErasedAsync();
        Assert.Empty((await silo.User("bea").GetDevicesAsync()).Value);
        Assert.Empty((await silo.User("bea").GetBlocksAsync()).Value);
        Assert.Empty((await silo.User("bea").GetConversationsAsync()).Value);
        Assert.Empty((await silo.User("bea").GetAsync()).Rooms);
        Assert.DoesNotContain("secret", memory.Dump(), StringComparison.Ordinal);
        Assert.Contains("of carl", memory.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_ThenMessages_AreNumberedOn()
    {
        await FillAsync();
        var last = (await EventsAsync("bea"))[^1].Seq;
        await silo.User("bea").EraseAsync(Callers.Bea);

        var receipt = (await SendAsync("bea", "carl", "new life")).Value!;

        // After the two that tell of its two pages.
        Assert.Equal(last + 3, receipt.Seq);
        Assert.Contains("new life", (await EventsAsync("carl"))[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_PeerCannotBeWritten_GoesOnAfterARestart()
    {
        await FillAsync();
        store.Refused = "user/shop/carl";

        var begun = await silo.User("bea").EraseAsync(Callers.Bea);
        await silo.DisposeAsync();
        store.Refused = null;
        await StartAsync();
        // Any call wakes it, as its reminder does.
        await silo.User("bea").GetAsync();
        var again = await UntilErasedAsync();

        // Carl's inbox; the two rooms did not have to wait for it.
        Assert.Equal(new ErasureView(false, 1), begun.Value);
        Assert.True(again.IsDone);
        await AssertErasedAsync();
        Assert.DoesNotContain("secret", memory.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_OfAnotherUser_OnlyAdminAndBackend()
    {
        await FillAsync();

        Assert.Equal(ErrorCodes.Forbidden, (await silo.User("bea").EraseAsync(Callers.Carl)).Code);
        Assert.Contains((await EventsAsync("carl")), e => e.Data.Contains("secret", StringComparison.Ordinal));
        Assert.True((await silo.User("bea").EraseAsync(Callers.Backend)).Value!.IsDone);
        Assert.True((await silo.User("bea").EraseAsync(Callers.Admin)).Value!.IsDone);
    }

    [Fact]
    public async Task Erase_AskedAgainWhileItGoesOn_ForgetsNoRoomJoinedSince()
    {
        await FillAsync();
        store.Refused = "user/shop/carl";
        await silo.User("bea").EraseAsync(Callers.Bea);

        await silo.User("bea").JoinedAsync("of-the-new-life");
        var again = await silo.User("bea").EraseAsync(Callers.Bea);

        Assert.False(again.Value!.IsDone);
        Assert.Equal("of-the-new-life", Assert.Single((await silo.User("bea").GetAsync()).Rooms));
    }

    // Neither shown nor previewed any more, but on disk until the next snapshot.
    [Fact]
    public async Task Erase_TextThatThePeersInboxHasLetGo_IsGoneFromTheStore()
    {
        await silo.DisposeAsync();
        silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store), ("Users:InboxEvents", "100"));
        await SendAsync("bea", "carl", "secret");
        await SendAsync("carl", "bea", "of carl");
        for (var i = 0; i < 120; i++) await silo.User("carl").PushAsync(Callers.Backend, new PushMessage(null, "n", $"{i}", null), null);

        await silo.User("bea").EraseAsync(Callers.Bea);

        Assert.DoesNotContain("secret", memory.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public void EraseFrom_WhatWasSentAfterItBegan_Stays()
    {
        var change = new UserChange(UserState.None, DateTimeOffset.UnixEpoch, isOffline: true);
        PrivateRules.Deliver(change, new PrivateMessage("1", "bea", 7, "text", "old life", null));
        PrivateRules.Deliver(change, new PrivateMessage("2", "bea", 8, "text", "new life", null));

        var erasing = new UserChange(change.State, DateTimeOffset.UnixEpoch, isOffline: true);
        EraseRules.From(erasing, "bea", 7, change.Entries, isFirst: true);

        Assert.Equal(1, Assert.Single(erasing.Rewritten).Number);
        Assert.Equal("new life", erasing.State.Conversations["bea"].Last!.Text);
    }

    [Fact]
    public async Task Erase_UnknownUser_WritesNothing()
    {
        var outcome = await silo.User("nobody").EraseAsync(Callers.Backend);

        Assert.True(outcome.Value!.IsDone);
        Assert.DoesNotContain("nobody", memory.Dump(), StringComparison.Ordinal);
    }

    private async Task StartAsync() => silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store));

    // More than one page of erasing on both sides.
    private async Task FillAsync()
    {
        for (var i = 0; i < 250; i++) await silo.User("bea").PushAsync(Callers.Backend, new PushMessage(null, "n", $"secret push {i}", null), null);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await SendAsync("bea", "carl", $"secret {i}")).IsOk);
            Assert.True((await SendAsync("carl", "bea", $"of carl {i}")).IsOk);
        }
        Assert.True((await SendAsync("bea", "carl", "the last secret")).IsOk);
        await silo.User("bea").SetDeviceAsync(Callers.Bea, new Device("phone", DeviceClass.Mobile, "secret token", null));
        await silo.User("bea").BlockAsync(Callers.Bea, "secret-enemy", isBlocked: true);
        await silo.Room("r1").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await silo.Room("r1").JoinAsync(Callers.Bea, new JoinRoom(null, null), null);
        await silo.Room("r1").SendAsync(Callers.Bea, new SendMessage("text", "secret of the room", null), null);
        await silo.User("bea").JoinedAsync("never-was");
    }

    private async Task AssertErasedAsync()
    {
        var bea = await WithoutWhatTellsOfItAsync("bea", times: 2);
        Assert.Equal(Enumerable.Range(1, 257).Select(n => (long)n), bea.Select(e => e.Seq));
        Assert.All(bea, e => Assert.Contains("\"erased\":true", e.Data, StringComparison.Ordinal));
        var carl = await WithoutWhatTellsOfItAsync("carl", times: 1);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => (long)n), carl.Select(e => e.Seq));
        Assert.All(carl, e => Assert.Equal(e.User == "bea", e.Data.Contains("\"erased\":true", StringComparison.Ordinal)));
        Assert.All(carl.Where(e => e.User == "carl"), e => Assert.Contains("of carl", e.Data, StringComparison.Ordinal));
        Assert.Null((await silo.User("carl").GetConversationsAsync()).Value.Single().Last);
    }

    private async Task<List<RoomEventView>> WithoutWhatTellsOfItAsync(string user, int times)
    {
        var events = await EventsAsync(user);
        Assert.All(events.TakeLast(times), told => Assert.Equal((UserEventTypes.MessagesErased, "bea", """{"user":"bea"}"""), (told.Type, told.User, told.Data)));
        return events[..^times];
    }

    private async Task<ErasureView> UntilErasedAsync()
    {
        for (var i = 0; i < 30; i++)
            // Each call waits up to two seconds for the end.
            if ((await silo.User("bea").EraseAsync(Callers.Backend)) is { IsOk: true, Value: { IsDone: true } done }) return done;
        throw new TimeoutException("not erased in a minute");
    }

    private Task<Outcome<PrivateReceipt>> SendAsync(string from, string to, string text) =>
        silo.User(from).SendPrivateAsync(Callers.Backend, new SendPrivate(to, "text", text, null), null);

    private async Task<List<RoomEventView>> EventsAsync(string user) =>
        [.. (await silo.User(user).GetEventsAsync(0, 1000, TimeSpan.Zero)).Value!.Events];
}
