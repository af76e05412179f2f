using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rooms.Gateway.Tests.Auth;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Oidc;

/// <summary>ID tokens that a provider, or somebody in its place, might send.</summary>
public sealed class IdTokenTests : IAsyncLifetime
{
    private OidcHarness harness = null!;

    public async Task InitializeAsync() => harness = await OidcHarness.StartAsync();

    public async Task DisposeAsync() => await harness.DisposeAsync();

    public static TheoryData<string, string> WrongClaims() => new()
    {
        { "iss", "\"https://another.example\"" },
        { "iss", "null" },
        { "aud", "\"another-client\"" },
        { "aud", "[\"another-client\"]" },
        { "aud", "[\"rooms-console\", \"another-client\"]" },
        { "aud", "7" },
        { "azp", "\"another-client\"" },
        { "nonce", "\"forged\"" },
        { "nonce", "null" },
        { "exp", "1700000000" },
        { "exp", "\"tomorrow\"" },
        { "exp", "1e308" },
        { "iat", "1700000000" },
        { "iat", "4000000000" },
        { "iat", "null" },
        { "nbf", "4000000000" },
    };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task Claim_IsWrong_IsRefused(string claim, string value)
    {
        harness.Issuer.Claims = claims => claims[claim] = JsonNode.Parse(value);

        await harness.AssertRefusedAsync(await harness.SignInAsync(), "token_invalid");
    }

    [Fact]
    public async Task Audience_SeveralAndWeAreTheAuthorisedParty_IsBelieved()
    {
        harness.Issuer.Claims = claims =>
        {
            claims["aud"] = new JsonArray("another-client", TestIssuer.ClientId);
            claims["azp"] = TestIssuer.ClientId;
        };

        Assert.Equal("/", await harness.SignInAsync());
    }

    [Fact]
    public async Task Algorithm_None_IsRefused() => await AssertRefusedAsync(claims => Tokens.Unsigned("""{"alg": "none", "kid": "curve"}""", claims));

    [Theory]
    [InlineData(TestIssuer.ClientSecret)]
    [InlineData(GatewayHost.AdminSecret)]
    public async Task Algorithm_Hs256WithWhatTheClientKnows_IsRefused(string secret) =>
        await AssertRefusedAsync(claims => Tokens.Hs256("""{"alg": "HS256", "kid": "curve"}""", claims, secret));

    [Theory]
    [InlineData("curve")]
    [InlineData("unknown")]
    public async Task Signature_OfAnotherKey_IsRefused(string kid)
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await AssertRefusedAsync(claims => Tokens.Es256($$"""{"alg": "ES256", "kid": "{{kid}}"}""", claims, another));
    }

    [Fact]
    public async Task Algorithm_OfTheOtherKind_IsRefused()
    {
        using var another = RSA.Create(2048);

        await AssertRefusedAsync(claims => Tokens.Rs256("""{"alg": "RS256", "kid": "curve"}""", claims, another));
    }

    [Fact]
    public async Task Token_Rubbish_IsRefused() => await AssertRefusedAsync(_ => "a.b.c");

    [Fact]
    public async Task Token_Giant_IsRefused() => await AssertRefusedAsync(_ => new string('A', 40_000));

    private async Task AssertRefusedAsync(Func<string, string> sign)
    {
        harness.Issuer.Sign = sign;

        await harness.AssertRefusedAsync(await harness.SignInAsync(), "token_invalid");
    }
}
