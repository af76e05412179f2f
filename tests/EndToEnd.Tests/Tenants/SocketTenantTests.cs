using Rooms.EndToEnd.Tests.Push;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Two apps over <c>/ws</c>: everything of the other app is answered as what nobody has.</summary>
public sealed class SocketTenantTests(TwoTenants world) : IClassFixture<TwoTenants>
{
    [Fact]
    public async Task Subscribe_TheOthersRoom_IsOneOfNobody()
    {
        await using var client = await SocketClient.EnterAsync(world.Address, world.Attacker.Admin);

        foreach (var room in (string[])[world.Victim.Room, Places.Nobody.Room])
        {
            foreach (var after in (long[])[0, 1, long.MaxValue])
            {
                await client.SendAsync(new { op = "subscribe", room, after, join = after == 1 });
                var answer = await client.ReadAsync();
                Assert.Equal(("error", "room_not_found", room), ((string?)answer["op"], (string?)answer["code"], (string?)answer["room"]));
            }
        }
    }

    [Fact]
    public async Task Send_IntoTheOthersRoom_IsRefusedAndChangesNothing()
    {
        var before = await world.SnapshotAsync();
        await using var client = await SocketClient.EnterAsync(world.Address, world.AttackerKey);

        await client.SendAsync(new { op = "send", id = "1", room = world.Victim.Room, text = "let me in" });
        var answer = await client.ReadAsync();

        Assert.Equal(("error", "room_not_found"), ((string?)answer["op"], (string?)answer["code"]));
        Assert.Equal(before, await world.SnapshotAsync());
    }

    [Fact]
    public async Task Inbox_SameUserInBothApps_HearsOnlyItsOwn()
    {
        var theirs = await world.TokenAsync("apple", TwoTenants.TwinUser);
        var own = await world.TokenAsync("melon", TwoTenants.TwinUser);
        await using var victim = await SocketClient.EnterAsync(world.Address, theirs, new { room = "@inbox", after = 0 });
        await using var attacker = await SocketClient.EnterAsync(world.Address, own, new { room = "@inbox", after = 0 });
        Assert.Equal("snapshot", (string?)(await victim.ReadAsync())["op"]);
        Assert.Equal("snapshot", (string?)(await attacker.ReadAsync())["op"]);

        await attacker.SendAsync(new { op = "send", id = "1", to = "mel", text = "in private" });
        await attacker.ReadUntilAsync(frame => (string?)frame["op"] == "sent");
        await victim.SendAsync(new { op = "ping" });

        Assert.Equal("pong", (string?)(await victim.ReadAsync())["op"]);
    }

    [Theory]
    [InlineData("the own secret, the other app's name")]
    [InlineData("the other's play token")]
    public async Task Hello_ForgedToken_IsRefused(string how)
    {
        var token = how.StartsWith("the own", StringComparison.Ordinal) ? ForgedTokens.Make(world.Attacker.Secret, "apple", "apple") : world.Victim.PlayToken;
        await using var client = await SocketClient.ConnectAsync(world.Address);

        await client.SendAsync(new { op = "hello", token });

        Assert.Equal((1008, "token_invalid"), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Refresh_TokenOfTheOtherApp_IsForbidden()
    {
        await using var client = await SocketClient.EnterAsync(world.Address, await world.TokenAsync("melon", TwoTenants.TwinUser));

        await client.SendAsync(new { op = "refresh", token = await world.TokenAsync("apple", TwoTenants.TwinUser) });

        Assert.Equal("forbidden", (string?)(await client.ReadAsync())["code"]);
    }
}
