using System.Net;
using Rooms.Contracts.Users;
using Rooms.Gateway.Tests.Push.RoomsV1;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Webhooks;

/// <summary>What an app is told so that it can send its own push to a phone.</summary>
public sealed class OfflineWebhookTests
{
    private const string Secret = "the webhooks' secret";

    /// <summary>No moment of the server's clock passes: nothing on the way waits for a timer.</summary>
    [Fact]
    public async Task Message_ToWhoIsAway_IsToldAtOnce_WithTheDevices()
    {
        await using var backend = await Backend.StartAsync();
        await using var sessions = await TimedSessions.StartWithGrainsAsync(
            ("Apps:shop:Webhooks:Url", backend.Address.ToString()), ("Apps:shop:Webhooks:Secret", Secret),
            ("Apps:shop:Webhooks:Events", UserEventTypes.MessageOffline), ("Webhooks:AllowedNetworks", "127.0.0.0/8"));
        var host = sessions.Host;
        (await host.SendAsync(HttpMethod.Put, "/v1/users/bob/devices/phone", await host.TokenAsync("bob", "user"), new { @class = "mobile", pushToken = "p1" }))
            .Expect(HttpStatusCode.NoContent);

        (await host.PostAsync("/v1/users/bob/messages", await host.TokenAsync("ann", "user"), new { text = "are you there?" })).Expect(HttpStatusCode.Created);

        var call = Assert.Single(await backend.WaitAsync(1));
        Assert.True(call.IsSignedWith(Secret));
        var data = call.Json["data"]!;
        Assert.Equal(("bob", "are you there?"), ((string?)data["user"], (string?)data["message"]!["text"]));
        Assert.Equal("p1", (string?)Assert.Single(data["devices"]!.AsArray())!["pushToken"]);
    }
}
