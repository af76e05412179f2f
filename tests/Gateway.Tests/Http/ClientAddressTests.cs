using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

/// <summary>Whose failed attempts count for whom.</summary>
public sealed class ClientAddressTests
{
    [Fact]
    public async Task ForwardedFor_OfATrustedProxy_IsTheClient()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "1"), ("Proxies:Trusted", "127.0.0.0/8"));

        await AssertWrongAsync(host, "203.0.113.1", HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        await AssertWrongAsync(host, "203.0.113.1", HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        await AssertWrongAsync(host, "203.0.113.2", HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
    }

    [Fact]
    public async Task ForwardedFor_OfAnybodyElse_IsNotBelieved()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "1"));

        await AssertWrongAsync(host, "203.0.113.1", HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        await AssertWrongAsync(host, "203.0.113.2", HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
    }

    [Fact]
    public async Task ForwardedFor_Ipv6AddressesOfOneSubscriber_CountTogether()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "1"), ("Proxies:Trusted", "127.0.0.1"));

        await AssertWrongAsync(host, "2001:db8::1", HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        await AssertWrongAsync(host, "2001:db8::2", HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        await AssertWrongAsync(host, "2001:db8:0:1::1", HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
    }

    private static async Task AssertWrongAsync(GatewayHost host, string address, HttpStatusCode status, string code) =>
        (await host.GetAsync("/v1/rooms", "wrong", ("X-Forwarded-For", address))).AssertProblem(status, code);
}
