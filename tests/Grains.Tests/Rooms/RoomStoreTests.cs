using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Journal;
using Rooms.Grains.Tests.Feeds;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

/// <summary>A room whose store cannot be used: every command is told so by name, and nothing has to be started again when it can.</summary>
public sealed class RoomStoreTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly SwitchedJournalStore store = new(new MemoryJournalStore());
    private TestSilo silo = null!;

    public async Task InitializeAsync()
    {
        silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store));
        await silo.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Commands_StoreIsFull_AreRefusedByName_AndGoOnWhenItIsNot()
    {
        var room = silo.Room("r");
        store.Fault = new JournalUnavailableException("database or disk is full");

        var refused = new[]
        {
            (await room.SendAsync(Callers.Anna, new SendMessage("text", "lost", null), null)).Code,
            (await room.LikeAsync(Callers.Bea, 1, null)).Code,
            (await room.GetAsync()).Code,
            (await room.AddStreamAsync(Callers.Anna, new AddStream(null, null, null, null), null)).Code,
            (await room.GetEventsAsync(0, 10, TimeSpan.Zero)).Code,
            (await silo.Room("new").CreateAsync(Callers.Anna, Callers.LiveRoom, null)).Code,
        };
        store.Fault = null;
        var sent = await room.SendAsync(Callers.Anna, new SendMessage("text", "kept", null), null);

        Assert.All(refused, code => Assert.Equal(ErrorCodes.NodeUnavailable, code));
        Assert.True(sent.IsOk, sent.Detail);
        Assert.DoesNotContain((await room.GetEventsAsync(0, 10, TimeSpan.Zero)).Value!.Events, e => e.Data.Contains("lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commit_Fails_FollowersAreToldToAskAgain()
    {
        var room = silo.Room("r");
        var hints = new HintReader();
        var last = (await room.FollowAsync("gateway", silo.Grains.CreateObjectReference<IFeedFollower>(hints), 0, 100)).Value!.Last;
        store.FailAfter("room/shop/r", appends: 0);

        await room.SendAsync(Callers.Anna, new SendMessage("text", "lost", null), null);

        Assert.Equal((FeedId.Room("shop", "r"), last), await hints.NextAsync());
    }

    [Fact]
    public async Task Erase_KilledAfterTheTextsAreGone_HasToldOfIt()
    {
        var room = silo.Room("r");
        await room.SendAsync(Callers.Anna, new SendMessage("text", "secret", null), null);
        store.FailAfter("room/shop/r", appends: 1);
        await room.EraseAsync("anna", DateTimeOffset.MaxValue);
        await room.SendAsync(Callers.Anna, new SendMessage("text", "lost", null), null);
        store.Heal();

        await room.EraseAsync("anna", DateTimeOffset.MaxValue);

        Assert.Contains((await room.GetEventsAsync(0, 10, TimeSpan.Zero)).Value!.Events, e => e.Type == RoomEventTypes.MessagesErased);
    }

    [Fact]
    public async Task Commands_WrittenByANewerProgram_AreRefusedAndSaySo()
    {
        await silo.DisposeAsync();
        store.Version = 99;
        silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<IJournalStore>(store));

        var outcome = await silo.Room("r").GetAsync();

        Assert.Equal(ErrorCodes.NodeUnavailable, outcome.Code);
        Assert.Contains("Run the newer program", outcome.Detail, StringComparison.Ordinal);
    }
}
