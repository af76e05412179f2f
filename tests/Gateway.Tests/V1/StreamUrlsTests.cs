using Microsoft.AspNetCore.Http;
using Rooms.Contracts.Relays;
using Rooms.Gateway.V1;
using Rooms.Gateway.V1.Dto;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.V1;

/// <summary>URLs follow the way that the client came, as far as the node serves it.</summary>
public sealed class StreamUrlsTests
{
    private static readonly DateTimeOffset Made = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("http", 1935, 1936, "rtmp://a.example:1935", "http://a.example:8443", "ws://a.example:8443")]
    [InlineData("https", 1935, 1936, "rtmps://a.example:1936", "https://a.example:8443", "wss://a.example:8443")]
    [InlineData("https", 1935, 0, "rtmp://a.example:1935", "https://a.example:8443", "wss://a.example:8443")]
    [InlineData("http", 0, 1936, "rtmps://a.example:1936", "http://a.example:8443", "ws://a.example:8443")]
    public void Grant_NodeBesideTheGateway_FollowsTheRequest(string scheme, int rtmp, int rtmps, string server, string web, string socket)
    {
        var grant = Grant(scheme, new RelayNode("n", "s", null, rtmp, 0, [], [], 0, rtmps));

        Assert.Equal($"{server}/live", grant.Push.Server);
        Assert.StartsWith($"{server}/live/sid?token=", grant.Push.Rtmp, StringComparison.Ordinal);
        Assert.StartsWith($"{server}/live/sid?token=", grant.Play.Rtmp, StringComparison.Ordinal);
        Assert.StartsWith($"{web}/live/sid.flv?token=", grant.Play.Flv, StringComparison.Ordinal);
        Assert.StartsWith($"{web}/live/sid.m3u8?token=", grant.Play.Hls, StringComparison.Ordinal);
        Assert.StartsWith($"{socket}/live/sid.flv?token=", grant.Play.Wsflv, StringComparison.Ordinal);
        Assert.StartsWith($"{socket}/live/sid.mp4?token=", grant.Play.Wsmp4, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", 9080, 9443, "https://node.example:9443", "wss://node.example:9443")]
    [InlineData("http", 9080, 9443, "http://node.example:9080", "ws://node.example:9080")]
    [InlineData("http", 0, 9443, "https://node.example:9443", "wss://node.example:9443")]
    [InlineData("https", 9080, 0, "http://node.example:9080", "ws://node.example:9080")]
    public void Grant_NodeOfItsOwn_HasItsOwnPorts(string scheme, int http, int https, string web, string socket)
    {
        var grant = Grant(scheme, new RelayNode("n", "s", "node.example", 1935, http, [], [], 0, 0, https));

        Assert.StartsWith($"{web}/live/sid.flv?token=", grant.Play.Flv, StringComparison.Ordinal);
        Assert.StartsWith($"{socket}/live/sid.mp4?token=", grant.Play.Wsmp4, StringComparison.Ordinal);
    }

    private static StreamGrantDto Grant(string scheme, RelayNode node)
    {
        var urls = new StreamUrls(new FixedOptions<UrlsOptions>(new UrlsOptions { PushKey = "push", PlayKey = "play" }), TimeProvider.System);
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString("a.example", 8443));
        return urls.Grant("sid", Made, node, request);
    }
}
