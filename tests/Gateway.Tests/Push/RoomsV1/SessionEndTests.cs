using System.Net;
using System.Text.Json.Nodes;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>Who may follow no longer: moderation ends a subscription, and the end of an app, a secret or a key a session.</summary>
public sealed class SessionEndTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] Backend = ["backend"];

    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Ban_OfAFollower_EndsTheSubscriptionAndRefusesTheNext()
    {
        var ann = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(ann);
        await using var bob = await FollowAsync("bob-banned", room);

        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/bans/bob-banned", ann, new { minutes = 10, reason = "rude" })).Expect(HttpStatusCode.NoContent);
        var happened = await bob.ReadAsync();
        var over = await bob.ReadAsync();
        await bob.SendAsync(new { op = "subscribe", room, after = 1 });
        var refused = await bob.ReadAsync();

        Assert.Equal(RoomEventTypes.MemberBanned, (string?)happened["type"]);
        Assert.Equal(("error", ErrorCodes.Banned, room), Ended(over));
        Assert.Equal(("error", ErrorCodes.Banned, room), Ended(refused));
        await AssertOpenAsync(bob);
    }

    [Fact]
    public async Task Ban_OfAnother_LeavesTheSubscription()
    {
        var ann = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(ann);
        await using var bob = await FollowAsync("bob", room);
        await using var carl = await FollowAsync("carl-banned", room);

        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/bans/carl-banned", ann, new { minutes = 10, reason = "rude" })).Expect(HttpStatusCode.NoContent);
        await carl.ReadUntilAsync("error");
        (await host.PostAsync($"/v1/rooms/{room}/messages", ann, new { text = "peace" })).Expect(HttpStatusCode.Created);

        Assert.Equal((RoomEventTypes.MemberBanned, RoomEventTypes.Message), ((string?)(await bob.ReadAsync())["type"], (string?)(await bob.ReadAsync())["type"]));
        await AssertOpenAsync(carl);
    }

    [Fact]
    public async Task Kick_OfAFollower_EndsTheSubscriptionAndLetsHimComeBack()
    {
        var ann = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(ann);
        await using var bob = await FollowAsync("bob-kicked", room, join: true);

        (await host.PostAsync($"/v1/rooms/{room}/kick", ann, new { user = "bob-kicked", reason = "shouts" })).Expect(HttpStatusCode.NoContent);
        var over = await bob.ReadUntilAsync("error");
        await bob.SendAsync(new { op = "subscribe", room, after = 0 });
        var snapshot = await bob.ReadAsync();

        Assert.Equal(("error", SocketCodes.Kicked, room), Ended(over));
        Assert.Equal("snapshot", (string?)snapshot["op"]);
    }

    [Fact]
    public async Task App_Removed_EndsItsSessionsAndNoOthers()
    {
        var token = await BuyAsync("ended-app");
        await using var theirs = await RoomsClient.EnterAsync(host, token);
        await using var ours = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann"));

        (await host.SendAsync(HttpMethod.Delete, "/v1/apps/ended-app", await host.OperatorTokenAsync())).Expect(HttpStatusCode.NoContent);

        Assert.Equal(SocketCodes.AppRemoved, (string?)(await theirs.ReadAsync())["code"]);
        Assert.Equal((1008, SocketCodes.AppRemoved), await theirs.ReadCloseAsync());
        await AssertOpenAsync(ours);
    }

    [Fact]
    public async Task Secret_RotatedWithoutGrace_EndsTheSessionsOfItsTokens()
    {
        var token = await BuyAsync("rotated-app");
        await using var client = await RoomsClient.EnterAsync(host, token);

        (await host.PostAsync("/v1/apps/rotated-app/rotate", await host.OperatorTokenAsync(), new { graceSeconds = 0 })).Expect(HttpStatusCode.OK);

        Assert.Equal(ErrorCodes.TokenInvalid, (string?)(await client.ReadAsync())["code"]);
        Assert.Equal((1008, ErrorCodes.TokenInvalid), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Key_Revoked_EndsTheSessionsThatItOpened()
    {
        var admin = await host.TokenAsync("root", "admin");
        var key = (await host.PostAsync("/v1/keys", admin, new { name = "feed reader", roles = Backend })).Expect(HttpStatusCode.Created).Json;
        await using var client = await RoomsClient.EnterAsync(host, key.GetProperty("secret").GetString()!);

        (await host.SendAsync(HttpMethod.Delete, $"/v1/keys/{key.GetProperty("key").GetProperty("id").GetString()}", admin)).Expect(HttpStatusCode.NoContent);

        Assert.Equal(ErrorCodes.TokenInvalid, (string?)(await client.ReadAsync())["code"]);
        Assert.Equal((1008, ErrorCodes.TokenInvalid), await client.ReadCloseAsync());
    }

    private static (string?, string?, string?) Ended(JsonNode frame) => ((string?)frame["op"], (string?)frame["code"], (string?)frame["room"]);

    private static async Task AssertOpenAsync(RoomsClient client)
    {
        await client.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await client.ReadAsync())["op"]);
    }

    private async Task<RoomsClient> FollowAsync(string user, string room, bool join = false)
    {
        var client = await RoomsClient.EnterAsync(host, await host.TokenAsync(user, "user"), new { room, after = 0, join });
        Assert.Equal("snapshot", (string?)(await client.ReadAsync())["op"]);
        return client;
    }

    /// <summary>A token of a new app.</summary>
    private async Task<string> BuyAsync(string app)
    {
        var made = (await host.PostAsync("/v1/apps", await host.OperatorTokenAsync(), new { name = app })).Expect(HttpStatusCode.Created).Json;
        var sold = await host.PostAsync("/v1/tokens", null, new { app, secret = made.GetProperty("secret").GetString(), user = "ann", roles = Backend });
        return sold.Expect(HttpStatusCode.OK).Json.GetProperty("token").GetString()!;
    }
}
