using Rooms.EndToEnd.Tests.Live;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Proxy;

/// <summary>RTMP behind nginx's stream block of docs/proxies.md, with proxy_protocol on.</summary>
public sealed class RtmpProxyTests
{
    private const string Trusted = "127.0.0.1,::1";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task PushAndPull_ThroughNginx_CarryTheStream(string loopback)
    {
        var (rtmpPort, nginxPort) = (FreePort.Find(), FreePort.Find());
        await using var host = await StartAsync(rtmpPort, nginxPort, "--urls", $"http://{loopback}:0");
        await using var nginx = await Nginx.StartStreamAsync(ProxyDocument.Rtmp, $"{loopback}:{rtmpPort}", nginxPort);
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "behind-nginx");
        Assert.StartsWith($"rtmp://{loopback}:{nginxPort}/live/", room.PushUrl, StringComparison.Ordinal);

        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");
        var pulled = await Tool.RunAsync(
            Deadline, "ffmpeg", "-v", "error", "-i", room.Play("rtmp"), "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");

        Assert.True(Packets.Parse(pulled, "video").Length >= 45, host.Output);
    }

    [Fact]
    public async Task HalfOpen_ThroughNginx_CountsEveryClientForItself()
    {
        var (rtmpPort, nginxPort) = (FreePort.Find(), FreePort.Find());
        await using var host = await StartAsync(rtmpPort, nginxPort, "--Limits:HalfOpenPerAddress", "2");
        await using var nginx = await Nginx.StartStreamAsync(ProxyDocument.Rtmp, $"127.0.0.1:{rtmpPort}", nginxPort);

        await using var first = await Dialing.ConnectAsync(nginxPort, "127.0.0.77");
        await using var second = await Dialing.ConnectAsync(nginxPort, "127.0.0.77");
        await SaysAsync(host, "opened from 127.0.0.77", times: 2);
        await using var third = await Dialing.ConnectAsync(nginxPort, "127.0.0.77");
        using var deadline = new CancellationTokenSource(Deadline);
        var received = await third.ReadAsync(new byte[1], deadline.Token);
        await using var neighbour = await Dialing.ConnectAsync(nginxPort, "127.0.0.78");
        await SaysAsync(host, "opened from 127.0.0.78", times: 1);

        Assert.Equal(0, received);
        await SaysAsync(host, "closed: rate_limited", times: 1);
        Assert.DoesNotContain("opened from 127.0.0.1", host.Output, StringComparison.Ordinal);
    }

    // The header is nginx's to send: a client's own comes behind it, where the handshake should be.
    [Fact]
    public async Task HeaderOfTheClients_ThroughNginx_IsRefused()
    {
        var (rtmpPort, nginxPort) = (FreePort.Find(), FreePort.Find());
        await using var host = await StartAsync(rtmpPort, nginxPort);
        await using var nginx = await Nginx.StartStreamAsync(ProxyDocument.Rtmp, $"127.0.0.1:{rtmpPort}", nginxPort);
        await using var client = await Dialing.ConnectAsync(nginxPort, "127.0.0.77");

        await client.WriteAsync("PROXY TCP4 192.0.2.1 198.51.100.22 35646 1935\r\n"u8.ToArray());

        await SaysAsync(host, "closed: proxy_header_refused", times: 1);
        Assert.Contains("opened from 127.0.0.77", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.1", host.Output, StringComparison.Ordinal);
    }

    private static Task<RunningHost> StartAsync(int rtmpPort, int nginxPort, params string[] arguments) => RunningHost.StartAsync(null,
    [
        "--Rtmp:Port", $"{rtmpPort}", "--Node:RtmpPort", $"{nginxPort}", "--Proxies:Trusted", Trusted, "--Proxies:Protocol", "rtmp", .. arguments,
    ]);

    /// <summary>Waits until the server's log has so many such lines.</summary>
    private static async Task SaysAsync(RunningHost host, string text, int times)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (host.Output.Split(text).Length <= times) await pause.WaitForNextTickAsync(deadline.Token);
    }
}
