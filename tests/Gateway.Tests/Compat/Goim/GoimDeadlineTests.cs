using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts.Shutdown;
using Rooms.Gateway.Compat.Goim;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract A3: who is silent too long is dropped. Times as short as options allow.</summary>
public sealed class GoimDeadlineTests
{
    [Fact]
    public async Task Connection_SilentBeforeAndAfterAuth_IsClosedInItsTime()
    {
        await using var host = await GatewayHost.StartAsync(
            null, ("Compat:Goim:App", "shop"), ("Compat:Goim:V2:TcpPort", "0"), ("Compat:Goim:V2:WsPort", "-1"), ("Compat:Goim:V2:HttpPort", "-1"),
            ("Compat:Goim:V2:HandshakeSeconds", "1"), ("Compat:Goim:V2:HeartbeatSeconds", "1"), ("Compat:Goim:V2:HeartbeatMax", "2"));
        var port = host.Services.GetRequiredService<GoimPorts>().V2Tcp;
        using var stranger = await GoimPeer.TcpAsync(port);
        using var silent = await (await GoimPeer.TcpAsync(port)).EnterAsync("{}");

        // Packets that are no heartbeat keep nobody: the answer comes, and then the end.
        await silent.SendAsync(1000, 2);

        Assert.Null(await stranger.ReadAsync());
        Assert.Equal(1000, (await silent.ReadAsync())!.Operation);
        Assert.Null(await silent.ReadAsync());
    }

    [Fact]
    public async Task Draining_HeartbeatInBetween_DoesNotPutOffTheEnd()
    {
        var time = new FakeTimeProvider();
        await using var host = await GatewayHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(FakeGrains.Create().Factory),
            ("Compat:Goim:App", "shop"), ("Compat:Goim:V2:TcpPort", "0"), ("Compat:Goim:V2:WsPort", "-1"), ("Compat:Goim:V2:HttpPort", "-1"));
        using var peer = await (await GoimPeer.TcpAsync(host.Services.GetRequiredService<GoimPorts>().V2Tcp)).EnterAsync("{}");
        var connection = host.Services.GetRequiredService<ConnectionTable>().All.Single();
        var spread = TimeSpan.FromSeconds(10);

        host.Services.GetRequiredService<Drain>().Begin(spread);
        await PushHarness.OnLoopAsync(connection, () => { });
        await peer.AssertSilentAsync();
        time.Advance(spread + TimeSpan.FromSeconds(1));
        await PushHarness.OnLoopAsync(connection, () => { });
        await PushHarness.OnLoopAsync(connection, () => { });

        Assert.Null(await peer.ReadAsync());
    }
}
