using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Oidc;

/// <summary>The code flow against an issuer, and every way in which its answer may be forged.</summary>
public sealed class OidcSignInTests : IAsyncLifetime
{
    private OidcHarness harness = null!;

    public async Task InitializeAsync() => harness = await OidcHarness.StartAsync();

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignIn_OperatorsRole_OpensASessionAndReturns(bool rsa)
    {
        harness.Issuer.SignsWithRsa = rsa;

        var location = await harness.SignInAsync("/swagger/index.html");

        Assert.Equal("/swagger/index.html", location);
        var session = await harness.Browser.SessionAsync();
        Assert.Equal("ann", session.GetProperty("user").GetString());
        Assert.Equal("operator", Assert.Single(session.GetProperty("roles").EnumerateArray()).GetString());
        (await harness.Browser.GetAsync("/metrics")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_SendsStateNonceAndAChallengeThatAreNewEachTime()
    {
        var first = await AskAsync();
        var second = await AskAsync();

        foreach (var name in new[] { "state", "nonce", "code_challenge" })
        {
            Assert.Equal(43, first[name].ToString().Length);
            Assert.NotEqual(first[name], second[name]);
        }
        Assert.Equal("S256", first["code_challenge_method"]);
        Assert.Equal("openid profile", first["scope"]);
        Assert.Equal($"{harness.Host.Address}oidc/callback", first["redirect_uri"]);

        async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> AskAsync() =>
            QueryHelpers.ParseQuery((await harness.Browser.GetAsync("/oidc/login")).Headers.Location!.Query);
    }

    [Fact]
    public async Task Cookies_OnTheWay_AreHttpOnlyAndLaxAndEndWithIt()
    {
        var callback = await harness.BeginAsync();
        var cookie = Assert.Single(harness.Browser.SetCookies);
        foreach (var flag in new[] { "rooms-signin=", "httponly", "samesite=lax", "path=/" }) Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);

        await harness.FinishAsync(callback);

        Assert.Equal("rooms-session", Assert.Single(harness.Browser.Cookies.Keys));
    }

    [Theory]
    [InlineData("rooms-admin:shop", "shop")]
    [InlineData("rooms-admin:other", "other")]
    public async Task SignIn_AdminOfAnApp_OpensASessionOfThatApp(string role, string app)
    {
        harness.Issuer.Claims = claims => claims["roles"] = new JsonArray("unknown", "rooms-admin:gone", role);

        await harness.SignInAsync();

        Assert.Equal(app, (await harness.Browser.SessionAsync()).GetProperty("app").GetString());
    }

    [Fact]
    public async Task SignIn_RolesDeepInAnotherClaim_AreFound()
    {
        await using var keycloak = await OidcHarness.StartAsync(("Oidc:RolesClaim", "realm_access.roles"), ("Oidc:OperatorRole", "boss"), ("Oidc:UserClaim", "email"));
        keycloak.Issuer.Claims = claims =>
        {
            claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray("boss") };
            claims["email"] = "ann@shop.example";
        };

        await keycloak.SignInAsync();

        Assert.Equal("ann-shop.example", (await keycloak.Browser.SessionAsync()).GetProperty("user").GetString());
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData(""" "user" """)]
    [InlineData("""["rooms-admin:nobody", "rooms-admin:", "ROOMS-OPERATOR"]""")]
    [InlineData("""{"rooms-operator": true}""")]
    [InlineData("""[["rooms-operator"]]""")]
    [InlineData("null")]
    public async Task SignIn_NoRole_IsRefused(string roles)
    {
        harness.Issuer.Claims = claims => claims["roles"] = JsonNode.Parse(roles);

        await harness.AssertRefusedAsync(await harness.SignInAsync(), "no_role");
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("")]
    public async Task Callback_ForgedState_IsRefusedWithoutAskingTheProvider(string state)
    {
        var callback = await harness.BeginAsync();
        var code = QueryHelpers.ParseQuery(callback.Query)["code"];

        var location = await harness.FinishAsync(new Uri(harness.Host.Address, $"/oidc/callback?code={code}&state={state}"));

        await harness.AssertRefusedAsync(location, "state_invalid");
        Assert.Equal(0, harness.Issuer.Exchanges);
    }

    [Fact]
    public async Task Callback_InAnotherBrowser_IsRefused()
    {
        var callback = await harness.BeginAsync();
        using var victim = new TestBrowser(harness.Host.Address);

        var answer = await victim.GetAsync(callback.PathAndQuery);

        Assert.Equal("/signin?reason=state_invalid", answer.Headers.Location!.ToString());
        Assert.Equal(0, harness.Issuer.Exchanges);
    }

    [Fact]
    public async Task Callback_Replayed_IsRefusedAlsoWithTheCookieOfThen()
    {
        var callback = await harness.BeginAsync();
        var cookie = harness.Browser.Cookies["rooms-signin"];
        await harness.FinishAsync(callback);
        using var thief = new TestBrowser(harness.Host.Address) { Cookies = { ["rooms-signin"] = cookie } };

        var answer = await thief.GetAsync(callback.PathAndQuery);

        Assert.Equal("/signin?reason=state_invalid", answer.Headers.Location!.ToString());
        Assert.Equal(1, harness.Issuer.Exchanges);
    }

    [Fact]
    public async Task Callback_CodeOfAnotherSignIn_IsRefused()
    {
        var stolen = QueryHelpers.ParseQuery((await harness.BeginAsync()).Query)["code"];
        var state = QueryHelpers.ParseQuery((await harness.BeginAsync()).Query)["state"];

        var location = await harness.FinishAsync(new Uri(harness.Host.Address, $"/oidc/callback?code={stolen}&state={state}"));

        await harness.AssertRefusedAsync(location, "token_invalid");
    }

    [Theory]
    [InlineData("error=access_denied")]
    [InlineData("code=")]
    public async Task Callback_ProviderRefuses_SaysSo(string query)
    {
        var state = QueryHelpers.ParseQuery((await harness.BeginAsync()).Query)["state"];

        await harness.AssertRefusedAsync(await harness.FinishAsync(new Uri(harness.Host.Address, $"/oidc/callback?{query}&state={state}")), "provider_refused");
    }

    [Fact]
    public async Task Callback_IssuerOfAnotherProvider_IsRefused()
    {
        var callback = await harness.BeginAsync();

        var location = await harness.FinishAsync(new Uri(callback + "&iss=https%3A%2F%2Fevil.example"));

        await harness.AssertRefusedAsync(location, "state_invalid");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Login_ReturnElsewhere_GoesHome(string wanted) => Assert.Equal("/", await harness.SignInAsync(wanted));

    [Fact]
    public async Task Login_NoProvider_IsNotFound()
    {
        await using var without = await GatewayHost.StartAsync();

        (await without.GetAsync("/oidc/login")).AssertProblem(HttpStatusCode.NotFound, "not_found");
        (await without.GetAsync("/oidc/callback?code=x&state=y")).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Login_ProviderNamesAnotherIssuer_IsRefused()
    {
        harness.Issuer.Name = "https://evil.example";

        var answer = await harness.Browser.GetAsync("/oidc/login");

        Assert.Equal("/signin?reason=provider_unavailable", answer.Headers.Location!.ToString());
    }
}
