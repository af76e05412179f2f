using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Vetoes;

/// <summary>The question before a publish, at the node's end of the control channel.</summary>
public sealed class PublishVetoTests
{
    [Theory]
    [InlineData("""{"allow": true}""", null)]
    [InlineData("""{"allow": false, "reason": "not today"}""", ErrorCodes.Vetoed)]
    public async Task PublishAsk_AsTheAppsBackendSays(string said, string? code)
    {
        await using var backend = await Backend.StartAsync();
        backend.Answer = (_, context) => context.Response.WriteAsync(said);
        using var harness = new SessionHarness(TimeProvider.System, backend.Address);
        harness.Start();
        await harness.SendAsync(new Register { Node = "n1", Session = "c1", RtmpPort = 1935, MaxViewers = 1000, Id = "q1" });
        Assert.IsType<Registered>(await harness.ReceiveAsync());

        await harness.SendAsync(new PublishAsk { Id = "a1", StreamId = "s1", Session = "p1", TokenHash = "h", Protocol = "rtmp", Address = "192.0.2.7" });

        var answer = Assert.IsType<PublishAnswer>(await harness.ReceiveAsync());
        Assert.Equal(code, answer.Code);
        var asked = Assert.Single(backend.Calls).Json;
        Assert.Equal(("before-publish", "shop", "r1", "ann"), ((string?)asked["hook"], (string?)asked["app"], (string?)asked["room"], (string?)asked["user"]));
        Assert.Equal(("s1", "rtmp", "192.0.2.7"), ((string?)asked["data"]!["streamId"], (string?)asked["data"]!["protocol"], (string?)asked["data"]!["address"]));
        if (code is not null) Assert.Equal("not today", answer.Detail);
        await harness.StopAsync();
    }
}
