using System.Text.Json.Nodes;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Grains.Tests.Feeds;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Users;

public sealed class PrivateMessageTests : IAsyncLifetime
{
    private static readonly IdempotencyStamp Stamp = new("key", "body");
    private readonly TemporaryDirectory directory = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Send_ToAnotherUser_IsInBothInboxesUnderOneId()
    {
        var receipt = await SendAsync("hello");

        var sent = Assert.Single(await EventsAsync("bea"));
        var received = Assert.Single(await EventsAsync("carl"));
        Assert.Equal((1, UserEventTypes.Private, "bea"), (receipt.Seq, sent.Type, sent.User));
        Assert.Equal((sent.Data, sent.User), (received.Data, received.User));
        var data = JsonNode.Parse(received.Data)!;
        Assert.Equal((receipt.Id, "bea", "carl", "text", "hello"), ((string)data["id"]!, (string)data["from"]!, (string)data["to"]!, (string)data["type"]!, (string)data["text"]!));
    }

    [Fact]
    public async Task Send_RepeatedWithItsStamp_IsOneMessageAndOneAnswer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync("hello", Stamp)));
        await RestartAsync();
        var later = await SendAsync("hello", Stamp);

        Assert.All(answers, answer => Assert.Equal(later, answer));
        Assert.Single(await EventsAsync("bea"));
        Assert.Single(await EventsAsync("carl"));
    }

    [Fact]
    public async Task Send_SameStampOtherBody_IsRefused()
    {
        await SendAsync("hello", Stamp);

        var outcome = await silo.User("bea").SendPrivateAsync(Callers.Bea, Message("bye"), Stamp with { BodyHash = "other" });

        Assert.Equal(ErrorCodes.IdempotencyKeyReused, outcome.Code);
    }

    [Fact]
    public async Task Send_ManyAtOnce_ArriveInTheSendersOrder()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync($"{i}")));

        var sent = (await EventsAsync("bea")).Select(e => e.Data);
        Assert.Equal(sent, (await EventsAsync("carl")).Select(e => e.Data));
    }

    [Fact]
    public async Task Send_BothWaysAtOnce_BothArrive()
    {
        var there = SendAsync("there");
        var back = silo.User("carl").SendPrivateAsync(Callers.Carl, new SendPrivate("bea", "text", "back", null), null);

        await there;
        Assert.True((await back).IsOk);

        Assert.Equal(2, (await EventsAsync("bea")).Count);
        Assert.Equal(2, (await EventsAsync("carl")).Count);
    }

    [Fact]
    public async Task Send_ReceiverHasBlocked_IsRefusedAndInNoInbox()
    {
        await silo.User("carl").BlockAsync(Callers.Carl, "bea", isBlocked: true);

        var outcome = await silo.User("bea").SendPrivateAsync(Callers.Bea, Message("hello"), null);
        await silo.User("carl").BlockAsync(Callers.Carl, "bea", isBlocked: false);
        await SendAsync("again");

        Assert.Equal(ErrorCodes.Blocked, outcome.Code);
        Assert.Contains("again", Assert.Single(await EventsAsync("bea")).Data, StringComparison.Ordinal);
        Assert.Contains("again", Assert.Single(await EventsAsync("carl")).Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carl", "text", null, ErrorCodes.BodyInvalid)]
    [InlineData("bea", "text", "to myself", ErrorCodes.BodyInvalid)]
    [InlineData("no/id", "text", "hello", ErrorCodes.BodyInvalid)]
    [InlineData("carl", "", "hello", ErrorCodes.BodyInvalid)]
    public async Task Send_NotAsItShouldBe_IsRefused(string to, string type, string? text, string code)
    {
        var outcome = await silo.User("bea").SendPrivateAsync(Callers.Bea, new SendPrivate(to, type, text, null), null);

        Assert.Equal(code, outcome.Code);
        Assert.Empty(await EventsAsync("bea"));
    }

    [Fact]
    public async Task Send_InAnothersName_OnlyBackendAndAdmin()
    {
        var forbidden = await silo.User("bea").SendPrivateAsync(Callers.Carl, new SendPrivate("anna", "text", "hello", null), null);
        var allowed = await silo.User("bea").SendPrivateAsync(Callers.Backend, Message("hello"), null);

        Assert.Equal(ErrorCodes.Forbidden, forbidden.Code);
        Assert.True(allowed.IsOk);
        Assert.Equal("bea", Assert.Single(await EventsAsync("carl")).User);
    }

    [Fact]
    public async Task Send_Floods_AreRefusedButForBackends()
    {
        await silo.DisposeAsync();
        await StartAsync(("Users:MessagesPerSecond", "1"));

        var codes = (await Task.WhenAll(Enumerable.Range(0, 50).Select(i => silo.User("bea").SendPrivateAsync(Callers.Bea, Message($"{i}"), null)))).Select(o => o.Code);
        var backend = await silo.User("bea").SendPrivateAsync(Callers.Backend, Message("backend"), null);

        Assert.Contains(ErrorCodes.RateLimited, codes);
        Assert.True(backend.IsOk);
    }

    [Fact]
    public async Task Read_OnOneDevice_CountsOnAll()
    {
        for (var i = 0; i < 3; i++) await SendAsync($"{i}");
        var before = await ConversationAsync("carl", "bea");

        var read = await silo.User("carl").ReadAsync(Callers.Carl, "bea", 2);
        await RestartAsync();

        Assert.Equal((3, 0L), (before.Unread, before.Read));
        Assert.Equal((1, 2L, 3L), (read.Value!.Unread, read.Value.Read, read.Value.LastSeq));
        Assert.Equal(read.Value, await ConversationAsync("carl", "bea"));
        var told = (await EventsAsync("carl"))[^1];
        Assert.Equal((UserEventTypes.PrivateRead, "carl", """{"peer":"bea","seq":2}"""), (told.Type, told.User, told.Data));
        Assert.Equal((0, "bea"), ((await ConversationAsync("bea", "carl")).Unread, (await ConversationAsync("bea", "carl")).Last!.From));
    }

    [Theory]
    [InlineData("bea", 0, null)]
    [InlineData("bea", 99, ErrorCodes.BodyInvalid)]
    [InlineData("anna", 1, ErrorCodes.ConversationNotFound)]
    public async Task Read_BackwardsOrWhatIsNotThere_ChangesNothing(string peer, long seq, string? code)
    {
        await SendAsync("hello");

        var outcome = await silo.User("carl").ReadAsync(Callers.Carl, peer, seq);

        Assert.Equal(code, outcome.Code);
        Assert.Single(await EventsAsync("carl"));
    }

    [Fact]
    public async Task Push_ByBackend_IsAnEventAndNoConversation()
    {
        var seq = await silo.User("carl").PushAsync(Callers.Backend, new PushMessage("order-1", "sale", "50 %", """{"a":1}"""), Stamp);
        var again = await silo.User("carl").PushAsync(Callers.Backend, new PushMessage("order-1", "sale", "50 %", """{"a":1}"""), Stamp);
        var forbidden = await silo.User("carl").PushAsync(Callers.Bea, new PushMessage(null, "sale", "50 %", null), null);

        Assert.Equal((1L, 1L, ErrorCodes.Forbidden), (seq.Value, again.Value, forbidden.Code));
        var told = Assert.Single(await EventsAsync("carl"));
        Assert.Equal((UserEventTypes.Push, null, """{"id":"order-1","type":"sale","text":"50 %","data":{"a":1}}"""), (told.Type, told.User, told.Data));
        Assert.Empty((await silo.User("carl").GetConversationsAsync()).Value);
    }

    [Fact]
    public async Task Follow_TwoGateways_BothAreToldOfTheNextMessage()
    {
        var (here, there) = (new HintReader(), new HintReader());
        await silo.User("carl").FollowAsync("here", silo.Grains.CreateObjectReference<IFeedFollower>(here), 0, 100);
        var page = await silo.User("carl").FollowAsync("there", silo.Grains.CreateObjectReference<IFeedFollower>(there), 0, 100);
        var online = await silo.User("carl").GetAsync();

        await SendAsync("hello");

        Assert.Equal((0L, 0L), (page.Value!.Last, page.Value.Next));
        Assert.Equal((FeedId.Inbox("shop", "carl"), 1), await here.NextAsync());
        Assert.Equal((FeedId.Inbox("shop", "carl"), 1), await there.NextAsync());
        await silo.User("carl").UnfollowAsync("here");
        await silo.User("carl").UnfollowAsync("there");
        Assert.True(online.IsOnline);
        Assert.False((await silo.User("carl").GetAsync()).IsOnline);
    }

    [Fact]
    public async Task Inbox_OverItsBound_LetsTheOldestGo()
    {
        await silo.DisposeAsync();
        await StartAsync(("Users:InboxEvents", "100"));
        for (var i = 0; i < 150; i++) await silo.User("carl").PushAsync(Callers.Backend, new PushMessage(null, "n", $"{i}", null), null);

        var gone = await silo.User("carl").GetEventsAsync(49, 10, TimeSpan.Zero);
        var kept = await silo.User("carl").GetEventsAsync(50, 1000, TimeSpan.Zero);

        Assert.Equal((ErrorCodes.EventsGone, "51"), (gone.Code, gone.Detail));
        Assert.Equal(Enumerable.Range(51, 100).Select(n => (long)n), kept.Value!.Events.Select(e => e.Seq));
    }

    [Fact]
    public async Task Rooms_BesideTheInbox_AreKept()
    {
        await silo.User("carl").JoinedAsync("r1");
        await SendAsync("hello");
        await RestartAsync();

        Assert.Equal(["r1"], (await silo.User("carl").GetAsync()).Rooms.AsEnumerable());
        Assert.Single(await EventsAsync("carl"));
    }

    private static SendPrivate Message(string text) => new("carl", "text", text, null);

    private async Task StartAsync(params (string, string)[] settings) =>
        silo = await TestSilo.StartAsync(directory.Path, null, settings);

    private async Task RestartAsync()
    {
        await silo.DisposeAsync();
        await StartAsync();
    }

    private async Task<PrivateReceipt> SendAsync(string text, IdempotencyStamp? stamp = null)
    {
        var outcome = await silo.User("bea").SendPrivateAsync(Callers.Bea, Message(text), stamp);
        Assert.True(outcome.IsOk, outcome.Detail);
        return outcome.Value!;
    }

    private async Task<List<RoomEventView>> EventsAsync(string user) =>
        [.. (await silo.User(user).GetEventsAsync(0, 1000, TimeSpan.Zero)).Value!.Events];

    private async Task<ConversationView> ConversationAsync(string user, string peer) =>
        (await silo.User(user).GetConversationsAsync()).Value.Single(conversation => conversation.Peer == peer);
}
