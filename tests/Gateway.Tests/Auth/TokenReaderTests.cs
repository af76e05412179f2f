using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Registry;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Auth;

public sealed class TokenReaderTests : IDisposable
{
    private const string Secret = "shop secret";
    private const string Header = """{"alg": "HS256", "typ": "JWT", "kid": "shop"}""";

    private readonly FakeTimeProvider time = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Gateway.Auth.Apps apps;
    private readonly TokenReader reader;

    public TokenReaderTests()
    {
        var options = new AppsOptions();
        options.Apps["shop"] = new AppOptions { Secret = Secret, Secret2 = "older secret", Jwks = Tokens.Jwks(key, "k1") };
        options.Apps["keysonly"] = new AppOptions { Jwks = Tokens.Jwks(key, "k1") };
        var admin = Microsoft.Extensions.Options.Options.Create(new AdminOptions { Secret = "admin secret" });
        var stored = new StoredApps(admin, time, NullLogger<StoredApps>.Instance);
        apps = new Gateway.Auth.Apps(new FixedOptions<AppsOptions>(options), stored, time, NullLogger<JwksSource>.Instance);
        reader = new TokenReader(apps, new KeyReader(stored, apps, time), admin, time);
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose()
    {
        apps.Dispose();
        key.Dispose();
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData("older secret")]
    public async Task ReadAsync_EitherSecret_NamesTheCaller(string secret)
    {
        var verdict = await reader.ReadAsync(Tokens.Hs256(Header, Claims(), secret), default);

        Assert.Equal(new Caller("shop", "ann", Roles.Anchor | Roles.User), verdict.Caller);
    }

    [Fact]
    public async Task ReadAsync_Es256OfTheAppsKey_NamesTheCaller()
    {
        var verdict = await reader.ReadAsync(Tokens.Es256("""{"alg": "ES256", "kid": "k1"}""", Claims(), key), default);

        Assert.Equal("ann", verdict.Caller?.User);
    }

    [Fact]
    public async Task ReadAsync_Es256OfAnotherKey_IsInvalid()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await AssertInvalid(Tokens.Es256("""{"alg": "ES256", "kid": "k1"}""", Claims(), another), "signature");
    }

    // A signature is checked all the same, so that the time tells nothing; it counts for nothing.
    [Theory]
    [InlineData("nobody", "k1")]
    [InlineData("shop", "k2")]
    public async Task ReadAsync_Es256OfUnknownAppOrKey_IsInvalid(string app, string kid) =>
        await AssertInvalid(Tokens.Es256($$"""{"alg": "ES256", "kid": "{{kid}}"}""", Claims(app), key), "signature");

    [Fact]
    public async Task ReadAsync_Hs256ForAnAppWithoutSecret_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256("""{"alg": "HS256"}""", Claims("keysonly"), ""), "signature");

    [Fact]
    public async Task ReadAsync_PublicKeyUsedAsHs256Secret_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256("""{"alg": "HS256"}""", Claims("keysonly"), Tokens.Jwks(key, "k1")), "signature");

    [Theory]
    [InlineData("none")]
    [InlineData("NONE")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    public async Task ReadAsync_OtherAlgorithm_IsInvalid(string algorithm) =>
        await AssertInvalid(Tokens.Unsigned($$"""{"alg": "{{algorithm}}"}""", Claims()), "algorithm");

    [Fact]
    public async Task ReadAsync_NoneWithoutApp_IsInvalid() =>
        await AssertInvalid(Tokens.Unsigned("""{"alg": "none"}""", $$"""{"sub": "root", "roles": ["operator"], "exp": {{Now + 60}}}"""), "HS256");

    [Fact]
    public async Task ReadAsync_SecretOfAnotherApp_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256(Header, Claims(), "another secret"), "signature");

    [Fact]
    public async Task ReadAsync_KidIsNotTheApp_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256("""{"alg": "HS256", "kid": "other"}""", Claims(), Secret), "kid");

    [Fact]
    public async Task ReadAsync_UnknownApp_IsInvalid() => await AssertInvalid(Tokens.Hs256("""{"alg": "HS256"}""", Claims("nobody"), Secret), "app");

    [Fact]
    public async Task ReadAsync_Expired_IsInvalid()
    {
        var token = Tokens.Hs256(Header, Claims(), Secret);
        time.Advance(TimeSpan.FromSeconds(60));

        await AssertInvalid(token, "expired");
    }

    [Fact]
    public async Task ReadAsync_WithoutExpiry_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256(Header, """{"app": "shop", "sub": "ann", "roles": ["user"]}""", Secret), "exp");

    [Fact]
    public async Task ReadAsync_NotYetValid_IsInvalid() =>
        await AssertInvalid(
            Tokens.Hs256(Header, $$"""{"app": "shop", "sub": "ann", "roles": ["user"], "exp": {{Now + 600}}, "nbf": {{Now + 300}}}""", Secret), "nbf");

    [Fact]
    public async Task ReadAsync_ExtensionThatMustBeUnderstood_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256("""{"alg": "HS256", "crit": ["b64"], "b64": false}""", Claims(), Secret), "crit");

    [Fact]
    public async Task ReadAsync_ClaimGivenTwice_IsInvalid() =>
        await AssertInvalid(
            Tokens.Hs256(Header, $$"""{"app": "shop", "sub": "ann", "sub": "root", "roles": ["user"], "exp": {{Now + 60}}}""", Secret), "no JSON Web Token");

    [Fact]
    public async Task ReadAsync_SubIsNoId_IsInvalid() =>
        await AssertInvalid(Tokens.Hs256(Header, $$"""{"app": "shop", "sub": "a/b", "roles": ["user"], "exp": {{Now + 60}}}""", Secret), "sub");

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("....")]
    [InlineData("é.é.é")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public async Task ReadAsync_NotAToken_IsInvalid(string text) => await AssertInvalid(text, "no JSON Web Token");

    [Fact]
    public async Task ReadAsync_LongerThanAllowed_IsInvalid() => await AssertInvalid(new string('a', Jwt.MaxLength + 1), "at most");

    [Fact]
    public async Task ReadAsync_AppTokenThatClaimsOperator_IsNoOperator()
    {
        var claims = $$"""{"app": "shop", "sub": "ann", "roles": ["operator", "user", "astronaut"], "exp": {{Now + 60}}}""";

        var verdict = await reader.ReadAsync(Tokens.Hs256(Header, claims, Secret), default);

        Assert.Equal(Roles.User, verdict.Caller?.Roles);
    }

    [Fact]
    public async Task ReadAsync_SignedWithTheAdminSecret_IsAnOperatorAndNoMore()
    {
        var claims = $$"""{"sub": "root", "roles": ["admin"], "exp": {{Now + 60}}}""";

        var verdict = await reader.ReadAsync(Tokens.Hs256("""{"alg": "HS256"}""", claims, "admin secret"), default);

        Assert.Equal(new Caller("", "root", Roles.Operator), verdict.Caller);
    }

    private string Claims(string app = "shop") => $$"""{"app": "{{app}}", "sub": "ann", "roles": ["anchor", "user"], "exp": {{Now + 60}}}""";

    private async Task AssertInvalid(string token, string reason)
    {
        var verdict = await reader.ReadAsync(token, default);

        Assert.Null(verdict.Caller);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }
}
