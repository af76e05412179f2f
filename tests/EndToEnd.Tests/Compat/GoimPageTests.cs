using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>goim's example page against a whole server.</summary>
public sealed class GoimPageTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task ExampleClient_PushesToItsRoom_ArriveInBatches()
    {
        var (socket, push) = (FreePort.Find(), FreePort.Find());
        await using var host = await RunningHost.StartAsync(null,
            "--Compat:Goim:App", RunningHost.App, "--Compat:Goim:V2:TcpPort", "-1", "--Compat:Goim:V2:WsPort", $"{socket}", "--Compat:Goim:V2:HttpPort", $"{push}");

        // Node 20 has a WebSocket behind this; later ones have it anyway.
        var printed = await Tool.RunAsync(
            Deadline, "node", "--experimental-websocket", Path.Combine(RunningHost.Root, "tests", "EndToEnd.Tests", "node-clients", "goim-client.mjs"),
            $"ws://127.0.0.1:{socket}/sub", $"http://127.0.0.1:{push}/goim/push/room");

        Assert.Equal("online: 1\nreceive: ver=1 op=1000 seq=0 message={\"test\":1}\nreceive: ver=1 op=1001 seq=0 message=text\n", printed);
    }
}
