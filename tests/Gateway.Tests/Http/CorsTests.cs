using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

public sealed class CorsTests
{
    private const string Shop = "https://shop.example";
    private const string Own = "https://own.example";

    [Fact]
    public async Task Request_AllowedOrigin_MayBeRead()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Cors:Origins", Shop));

        var answer = await host.GetAsync("/v1/rooms?limit=0", await host.TokenAsync(), ("Origin", Shop));

        Assert.Equal(Shop, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Request_AppHasItsOwnOrigins_TheyReplaceTheGeneralOnes()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Cors:Origins", Shop), ("Apps:shop:Origins", Own));
        var token = await host.TokenAsync();

        var own = await host.GetAsync("/v1/rooms?limit=0", token, ("Origin", Own));
        var general = await host.GetAsync("/v1/rooms?limit=0", token, ("Origin", Shop));

        Assert.Equal(Own, own.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(general.Headers.Contains("Access-Control-Allow-Origin"));
    }

    // The media node answers there, for the app whose stream it is.
    [Fact]
    public async Task Request_BelowLive_IsNotAnsweredHere()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Cors:Origins", Shop));

        var answer = await host.GetAsync("/live/s.flv", null, ("Origin", Shop));

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Shop, true)]
    [InlineData(Own, true)]
    [InlineData("https://evil.example", false)]
    public async Task Preflight_OriginOfAnyApp_IsAnswered(string origin, bool isAllowed)
    {
        await using var host = await GatewayHost.StartAsync(null, ("Cors:Origins", Shop), ("Apps:shop:Origins", Own));

        var answer = await host.SendAsync(
            HttpMethod.Options, "/v1/rooms", null, (object?)null,
            ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(isAllowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    // Trace Context: a page that traces its calls sends them along.
    [Theory]
    [InlineData("traceparent")]
    [InlineData("tracestate")]
    public async Task Preflight_HeadersOfATrace_AreAllowed(string header)
    {
        await using var host = await GatewayHost.StartAsync(null, ("Cors:Origins", Shop));

        var answer = await host.SendAsync(
            HttpMethod.Options, "/v1/rooms", null, (object?)null,
            ("Origin", Shop), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", $"authorization,{header}"));

        var allowed = string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers")).Split(',', StringSplitOptions.TrimEntries);
        Assert.Contains(header, allowed);
    }
}
