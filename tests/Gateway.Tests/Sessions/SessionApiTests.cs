using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Sessions;

public sealed class SessionApiTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    private readonly GatewayHost host = shared.Host;
    private readonly TestBrowser browser = new(shared.Host.Address);

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task Post_AppAndSecret_OpensASessionOfAnAdmin()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);

        var session = await browser.SessionAsync();

        Assert.Equal("ann", session.GetProperty("user").GetString());
        Assert.Equal("shop", session.GetProperty("app").GetString());
        Assert.Contains(session.GetProperty("roles").EnumerateArray(), role => role.GetString() == "admin");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/v1/rooms?limit=0")).Status);
    }

    [Fact]
    public async Task Post_AdminSecret_OpensASessionOfAnOperator()
    {
        await browser.SignInAsync(null, GatewayHost.AdminSecret);

        Assert.False((await browser.SessionAsync()).TryGetProperty("app", out _));
        (await browser.GetAsync("/metrics")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("shop", "wrong")]
    [InlineData("shop", GatewayHost.OtherSecret)]
    [InlineData("shop", GatewayHost.AdminSecret)]
    [InlineData("nobody", GatewayHost.ShopSecret)]
    [InlineData(null, GatewayHost.ShopSecret)]
    public async Task Post_WrongSecret_IsUnauthorizedAndSetsNoCookie(string? app, string secret)
    {
        var answer = await browser.SendAsync(HttpMethod.Post, "/v1/session", new { app, secret, user = "ann" });

        answer.AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        Assert.Empty(browser.SetCookies);
    }

    [Fact]
    public async Task Post_WrongSecretAgainAndAgain_IsLimited()
    {
        await using var limited = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "2"));
        using var guesser = new TestBrowser(limited.Address);
        for (var i = 0; i < 2; i++) (await TryAsync()).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);

        (await TryAsync()).AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);

        Task<Answer> TryAsync() => guesser.SendAsync(HttpMethod.Post, "/v1/session", new { app = "shop", secret = "wrong", user = "ann" });
    }

    [Fact]
    public async Task Cookie_WithoutTls_IsHttpOnlyAndLax()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);

        var cookie = Assert.Single(browser.SetCookies);
        Assert.StartsWith("rooms-session=", cookie, StringComparison.Ordinal);
        foreach (var flag in new[] { "httponly", "samesite=lax", "path=/", "expires=" }) Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookie_UnderTls_IsSecureAndBoundToTheHost()
    {
        await using var behind = await GatewayHost.StartAsync(null, ("Proxies:Trusted", "127.0.0.0/8"));
        using var secure = new TestBrowser(behind.Address) { Headers = { ["X-Forwarded-Proto"] = "https" } };

        await secure.SignInAsync("shop", GatewayHost.ShopSecret);

        var cookie = Assert.Single(secure.SetCookies);
        Assert.StartsWith("__Host-rooms-session=", cookie, StringComparison.Ordinal);
        foreach (var flag in new[] { "secure", "httponly", "samesite=lax", "path=/" }) Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("ann", (await secure.SessionAsync()).GetProperty("user").GetString());
    }

    [Fact]
    public async Task Cookie_HoldsNothingThatCanBeRead()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);

        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(browser.Cookies["rooms-session"]);

        Assert.DoesNotContain("ann", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OneBitChanged_IsNobody()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        var value = browser.Cookies["rooms-session"];

        foreach (var at in new[] { 0, value.Length / 2, value.Length - 2 })
        {
            var changed = value.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            browser.Cookies["rooms-session"] = new string(changed);

            Assert.Equal(JsonValueKind.Undefined, (await browser.SessionAsync()).ValueKind);
            (await browser.GetAsync("/v1/rooms")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Cookie_Rubbish_IsNobody(string value)
    {
        browser.Cookies["rooms-session"] = value;

        Assert.Equal(JsonValueKind.Undefined, (await browser.SessionAsync()).ValueKind);
    }

    [Fact]
    public async Task Cookie_TokenBesideIt_SpeaksForTheToken()
    {
        await browser.SignInAsync(null, GatewayHost.AdminSecret);

        (await browser.GetAsync("/metrics", ("Authorization", $"Bearer {shared.Token}"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Command_WithoutCsrfToken_IsForbidden()
    {
        var csrf = await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        using var another = new TestBrowser(host.Address);
        var anothers = await another.SignInAsync("shop", GatewayHost.ShopSecret);

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            (await browser.SendAsync(method, "/v1/rooms/r1", new { })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
            (await browser.SendAsync(method, "/v1/rooms/r1", new { }, ("Csrf-Token", anothers))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        }
        Assert.NotEqual(HttpStatusCode.Forbidden, (await browser.SendAsync(HttpMethod.Post, "/v1/rooms", new { scene = "none" }, ("Csrf-Token", csrf))).Status);
    }

    [Fact]
    public async Task Delete_SignsOut_AndACopiedCookieIsNotBelievedAgain()
    {
        var csrf = await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        var copied = browser.Cookies["rooms-session"];

        (await browser.SendAsync(HttpMethod.Delete, "/v1/session", null, ("Csrf-Token", csrf))).Expect(HttpStatusCode.NoContent);

        Assert.DoesNotContain("rooms-session", browser.Cookies.Keys);
        browser.Cookies["rooms-session"] = copied;
        Assert.Equal(JsonValueKind.Undefined, (await browser.SessionAsync()).ValueKind);
    }

    [Fact]
    public async Task Session_AdminSecretChanged_IsOver()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        await using var changed = await GatewayHost.StartAsync(null, ("Admin:Secret", "another admin secret"));
        using var returning = new TestBrowser(changed.Address);
        returning.Cookies["rooms-session"] = browser.Cookies["rooms-session"];

        Assert.Equal(JsonValueKind.Undefined, (await returning.SessionAsync()).ValueKind);
    }

    [Fact]
    public async Task Session_ServerRestarted_GoesOn()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        await using var restarted = await GatewayHost.StartAsync();
        using var returning = new TestBrowser(restarted.Address);
        returning.Cookies["rooms-session"] = browser.Cookies["rooms-session"];

        Assert.Equal("ann", (await returning.SessionAsync()).GetProperty("user").GetString());
    }

    [Fact]
    public async Task Session_SecretOfTheAppChanged_IsOver()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        await using var changed = await GatewayHost.StartAsync(null, ("Apps:shop:Secret", "the shop's new secret"));
        using var returning = new TestBrowser(changed.Address);
        returning.Cookies["rooms-session"] = browser.Cookies["rooms-session"];

        Assert.Equal(JsonValueKind.Undefined, (await returning.SessionAsync()).ValueKind);
    }

    [Fact]
    public async Task Session_FromAnotherSitesPage_IsNotReadable()
    {
        await using var open = await GatewayHost.StartAsync(null, ("Cors:Origins", "*"));
        using var elsewhere = new TestBrowser(open.Address);

        var answer = await elsewhere.GetAsync("/v1/session", ("Origin", "https://evil.example"));

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
