using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Tests.Auth;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Configuration;

public sealed class StartTests
{
    [Fact]
    public async Task Start_ManyFaults_ListsEveryOneWithKeyAndWhatWouldBeRight()
    {
        await using var app = GatewayHost.Build(
            null,
            ("Limits:BodyBytes", "many"), ("Limits:RequestsPerSecondPerUser", "0"), ("Tokens:Lifetime", "soon"), ("Urls:PushKey", ""),
            ("Cors:Origins", "shop.example"), ("Proxies:Trusted:0", "10.0.0.0/99"), ("Apps:a/b:Secret", "x"), ("Apps:empty:UserGifts", "perhaps"), ("Apps:empty:Origins", "own.example"), ("Demo", "si"));

        var message = (await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync())).ToString();

        foreach (var part in new[]
        {
            "Limits:BodyBytes = 'many': wanted a number of bytes", "Limits:RequestsPerSecondPerUser = '0': wanted a whole number from 1",
            "Tokens:Lifetime = 'soon': wanted a duration", "Urls:PushKey = '': wanted a secret", "Cors:Origins = 'shop.example': wanted",
            "Proxies:Trusted", "Apps:a/b: wanted a name", "Apps:empty:UserGifts = 'perhaps': wanted true or false",
            "Apps:empty:Origins = 'own.example': wanted * or origins", "Apps:empty:Secret = '': wanted a secret",
            "Demo = 'si': wanted true or false",
        })
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecretIsFaulty_IsNotShown()
    {
        await using var app = GatewayHost.Build(null, ("Apps:shop:Jwks", "not an address"), ("Urls:Lifetime", "hidden?"));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.True(fault is OptionsValidationException or AggregateException);
        Assert.DoesNotContain(GatewayHost.ShopSecret, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"keys": []}""")]
    [InlineData("""{"keys": [{"kty": "EC", "crv": "P-256", "kid": "k1", "x": "AAAA", "y": "BBBB"}]}""")]
    [InlineData("not an address")]
    public async Task Start_KeySetWithoutAUsableKey_IsRefused(string jwks)
    {
        await using var app = GatewayHost.Build(null, ("Apps:shop:Jwks", jwks));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains($"Apps:shop:Jwks = '{jwks}': wanted a JWK set", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeySetInline_IsFine()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await using var host = await GatewayHost.StartAsync(null, ("Apps:shop:Jwks", Tokens.Jwks(key, "k1")));

        (await host.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_LifetimeOf24Hours_IsADay()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Tokens:Lifetime", "24:00:00"));
        var before = DateTimeOffset.UtcNow;

        var answer = await host.PostAsync("/v1/tokens", null, new { app = "shop", secret = GatewayHost.ShopSecret, user = "ann" });

        var life = answer.Json.GetProperty("expiresAt").GetDateTimeOffset() - before;
        Assert.InRange(life, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24.1));
    }
}
