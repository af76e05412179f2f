using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Demo;

public sealed class DemoApiTests
{
    private static readonly (string, string) DemoApp = ("Apps:demo:Secret", "a secret of the demo's app, long enough to sign");

    [Fact]
    public async Task Get_DemoOnThisMachine_AnswersASession()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Demo", "true"), DemoApp);

        var session = (await host.GetAsync("/v1/demo/session")).Expect(HttpStatusCode.OK).Json;

        Assert.Equal("demo", session.GetProperty("app").GetString());
        Assert.Equal(["anchor", "admin"], session.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        var token = session.GetProperty("token").GetString();
        Assert.Equal(HttpStatusCode.BadRequest, (await host.GetAsync("/v1/rooms?limit=0", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync("/v1/nodes/a%20b/drain", session.GetProperty("operatorToken").GetString(), null)).Status);
    }

    [Fact]
    public async Task Get_WithoutDemo_IsNotFound()
    {
        await using var host = await GatewayHost.StartAsync();

        (await host.GetAsync("/v1/demo/session")).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "rooms.example")]
    public async Task Get_NotFromThisMachineItself_IsNotFound(string header, string value)
    {
        await using var host = await GatewayHost.StartAsync(null, ("Demo", "true"), DemoApp);

        (await host.GetAsync("/v1/demo/session", null, (header, value))).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Get_TrustedProxySaysFarAway_IsNotFound()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Demo", "true"), DemoApp, ("Proxies:Trusted", "127.0.0.0/8"));

        (await host.GetAsync("/v1/demo/session", null, ("X-Forwarded-For", "203.0.113.9"))).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Get_FromAnotherSitesPage_IsNotReadable()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Demo", "true"), DemoApp, ("Cors:Origins", "*"));

        var answer = await host.GetAsync("/v1/demo/session", null, ("Origin", "https://evil.example"));

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
