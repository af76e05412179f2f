using System.Text;
using System.Text.Json.Nodes;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Tests.Feeds;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Users;

/// <summary>What the app's webhook is told of messages that find nobody there.</summary>
public sealed class UserOutboxTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly HintReader hints = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(
        directory.Path, null, ("Apps:shop:Webhooks:Url", "http://127.0.0.1:1/"), ("Apps:shop:Webhooks:Events", $"message,{UserEventTypes.MessageOffline}"));

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Messages_OnlyThoseThatFindNobodyThere_AreTold()
    {
        var carl = silo.User("carl");
        await carl.SetDeviceAsync(Callers.Carl, new Device("phone", DeviceClass.Mobile, "wake me", "apns"));
        await silo.User("bea").SendPrivateAsync(Callers.Bea, new SendPrivate("carl", "text", "offline", null), null);
        await carl.FollowAsync("gateway", silo.Grains.CreateObjectReference<IFeedFollower>(hints), 0, 100);
        await silo.User("bea").SendPrivateAsync(Callers.Bea, new SendPrivate("carl", "text", "online", null), null);
        await carl.UnfollowAsync("gateway");
        await carl.PushAsync(Callers.Backend, new PushMessage(null, "sale", "pushed", null), null);

        var batch = (await silo.Grains.GetGrain<IOutboxGrain>("shop").TakeAsync(8, TimeSpan.Zero)).Value!;

        var lane = Assert.Single(batch.Lanes);
        Assert.Equal("user/carl", lane.Lane);
        var bodies = lane.Events.Select(told => JsonNode.Parse(told.Body)!).ToList();
        Assert.Equal(["offline", "pushed"], bodies.Select(body => (string?)body["data"]!["message"]!["text"]));
        Assert.Equal((UserEventTypes.MessageOffline, "carl", 1), ((string?)bodies[0]["type"], (string?)bodies[0]["data"]!["user"], (int?)bodies[0]["data"]!["message"]!["seq"]));
        Assert.Equal("""[{"id":"phone","class":"mobile","platform":"apns","pushToken":"wake me"}]""", bodies[0]["data"]!["devices"]!.ToJsonString());
    }

    [Fact]
    public async Task Erase_OfAUser_LeavesNoTextsToBeTold()
    {
        await silo.User("bea").SetDeviceAsync(Callers.Bea, new Device("phone", DeviceClass.Mobile, "secret token", "apns"));
        await silo.User("bea").SendPrivateAsync(Callers.Bea, new SendPrivate("carl", "text", "secret to carl", """{"a":"secret"}"""), null);
        await silo.User("carl").SendPrivateAsync(Callers.Carl, new SendPrivate("bea", "text", "secret to bea", null), null);
        await silo.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await silo.Room("r").JoinAsync(Callers.Bea, new JoinRoom(null, null), null);
        await silo.Room("r").SendAsync(Callers.Bea, new SendMessage("text", "secret to all", null), null);

        Assert.True((await silo.User("bea").EraseAsync(Callers.Bea)).Value!.IsDone);

        await AssertToldWithoutSecretsAsync(3);
    }

    [Fact]
    public async Task Erase_OfWhoHasNeitherInboxNorRoom_LeavesNoTextsToBeTold()
    {
        await silo.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await silo.Room("r").SendAsync(Callers.Backend with { User = "robot" }, new SendMessage("text", "secret to all", null), null);

        Assert.True((await silo.User("robot").EraseAsync(Callers.Backend)).Value!.IsDone);

        await AssertToldWithoutSecretsAsync(1);
    }

    private async Task AssertToldWithoutSecretsAsync(int count)
    {
        var lanes = (await silo.Grains.GetGrain<IOutboxGrain>("shop").TakeAsync(8, TimeSpan.Zero)).Value!.Lanes;
        var bodies = lanes.SelectMany(lane => lane.Events).Select(told => Encoding.UTF8.GetString(told.Body)).ToList();
        Assert.Equal(count, bodies.Count);
        Assert.All(bodies, body => Assert.DoesNotContain("secret", body, StringComparison.Ordinal));
        Assert.All(bodies, body => Assert.Contains("\"erased\":true", body, StringComparison.Ordinal));
    }
}
