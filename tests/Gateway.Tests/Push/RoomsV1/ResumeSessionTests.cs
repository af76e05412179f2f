using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>Clients that come back with a number of long ago, or with one that nobody has given them (docs/ws.md, "Following rooms").</summary>
public sealed class ResumeSessionTests(SiloHost silo) : IClassFixture<SiloHost>
{
    // A room keeps 10,000 events.
    private const int Sent = 10_300;

    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Resume_FromANumberNoLongerKept_IsToldTheGapThenTheSnapshotThenEvents()
    {
        var token = await host.TokenAsync("ann", "admin");
        var room = await silo.RoomAsync(token);
        await TalkAsync(room);
        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after = 5 });

        var gap = await client.ReadAsync();
        var snapshot = await client.ReadAsync();
        await client.SendAsync(new { op = "send", id = "next", room, text = "next" });
        var next = await client.ReadUntilAsync("event");

        var seq = (long)snapshot["seq"]!;
        Assert.Equal(("gap", room, 6L, seq), ((string?)gap["op"], (string?)gap["room"], (long)gap["from"]!, (long)gap["to"]!));
        Assert.Equal(("snapshot", room, (long)Sent + 1), ((string?)snapshot["op"], (string?)snapshot["room"], seq));
        Assert.Equal((seq + 1, "next"), ((long)next["seq"]!, (string?)next["data"]!["text"]));
    }

    [Fact]
    public async Task Resume_FromTheOldestThatIsKept_GetsEveryEventOnce()
    {
        var token = await host.TokenAsync("ann", "admin");
        var room = await silo.RoomAsync(token);
        await TalkAsync(room);
        var oldest = (await host.GetAsync($"/v1/rooms/{room}/events?after=1", token)).Json.GetProperty("oldest").GetInt64();

        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after = oldest - 1 });

        for (var seq = oldest; seq <= Sent + 1; seq++)
        {
            var frame = await client.ReadAsync();
            Assert.Equal(("event", seq), ((string?)frame["op"], (long)frame["seq"]!));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    public async Task Resume_FromTheFuture_GetsTheSnapshotAndWhatComesThen(long after)
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after });

        var snapshot = await client.ReadAsync();
        await client.SendAsync(new { op = "send", id = "m", room, text = "hi" });
        var next = await client.ReadUntilAsync("event");

        Assert.Equal(("snapshot", 1), ((string?)snapshot["op"], (int)snapshot["seq"]!));
        Assert.Equal(2, (int)next["seq"]!);
    }

    [Fact]
    public async Task Inbox_FromANumberNoLongerKept_IsToldTheGapAndGetsWhatIsKept()
    {
        await using var small = await TimedSessions.StartWithGrainsAsync(("Users:InboxEvents", "100"));
        var root = small.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<Contracts.Users.IUserGrain>(Ids.Key("shop", "root"));
        // A sender may have 100 on their way.
        foreach (var some in Enumerable.Range(0, 150).Chunk(50))
        {
            var sent = await Task.WhenAll(some.Select(i =>
                root.SendPrivateAsync(new Caller("shop", "root", Roles.Admin), new Contracts.Users.SendPrivate("bob", "text", $"{i}", null), null, default)));
            Assert.All(sent, one => Assert.True(one.IsOk, one.Code));
        }
        await using var bob = await RoomsClient.EnterAsync(small.Host, await small.Host.TokenAsync("bob", "user"), new { room = FeedNames.Inbox, after = 10 });

        var gap = await bob.ReadAsync();
        var snapshot = await bob.ReadAsync();
        var start = (int)snapshot["seq"]!;
        for (var seq = start + 1; seq <= 150; seq++) Assert.Equal(seq, (int)(await bob.ReadAsync())["seq"]!);

        Assert.Equal(("gap", FeedNames.Inbox, 11, start), ((string?)gap["op"], (string?)gap["room"], (int)gap["from"]!, (int)gap["to"]!));
        Assert.Equal(("snapshot", 100), ((string?)snapshot["op"], (int)snapshot["unread"]!));
        Assert.InRange(start, 11, 50);
    }

    // Straight to the grain, many at once: they share their commits.
    private async Task TalkAsync(string id)
    {
        var room = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRoomGrain>(Ids.Key("shop", id));
        var caller = new Caller("shop", "ann", Roles.Admin);
        foreach (var batch in Enumerable.Range(0, Sent).Chunk(1_000))
        {
            var sent = await Task.WhenAll(batch.Select(i => room.SendAsync(caller, new SendMessage("text", $"{i}", null), null, default)));
            Assert.All(sent, one => Assert.True(one.IsOk, one.Code));
        }
    }
}
