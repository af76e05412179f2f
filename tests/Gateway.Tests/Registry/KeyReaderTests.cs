using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Registry;
using Rooms.Gateway.Tests.Auth;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Registry;

/// <summary>Stored apps and keys over time: grace, expiry, revocation.</summary>
public sealed class KeyReaderTests : IDisposable
{
    private const string SealKey = "seal key";
    private const string Id = "rk_0123456789";

    private readonly FakeTimeProvider time = new();
    private readonly StoredApps stored;
    private readonly Gateway.Auth.Apps apps;
    private readonly TokenReader reader;
    private long version;

    public KeyReaderTests()
    {
        var admin = Options.Create(new AdminOptions { Secret = "admin secret", SealKey = SealKey });
        stored = new StoredApps(admin, time, NullLogger<StoredApps>.Instance);
        apps = new Gateway.Auth.Apps(new FixedOptions<AppsOptions>(new AppsOptions()), stored, time, NullLogger<JwksSource>.Instance);
        reader = new TokenReader(apps, new KeyReader(stored, apps, time), admin, time);
    }

    private DateTimeOffset Now => time.GetUtcNow();

    public void Dispose() => apps.Dispose();

    [Fact]
    public async Task ReadAsync_KeyThatIsThere_SpeaksForItsApp()
    {
        var secret = ApiKeyText.NewSecret();
        Take([App("shop", "s1")], [Key("shop", Roles.Backend, secret)]);

        var verdict = await reader.ReadAsync($"{Id}.{secret}", default);

        Assert.Equal(new Caller("shop", Id, Roles.Backend), verdict.Caller);
    }

    [Fact]
    public async Task ReadAsync_KeyRevoked_IsInvalid()
    {
        var secret = ApiKeyText.NewSecret();
        Take([App("shop", "s1")], [Key("shop", Roles.Backend, secret)]);
        Take([App("shop", "s1")], []);

        await AssertInvalidAsync($"{Id}.{secret}");
    }

    [Fact]
    public async Task ReadAsync_AppRevoked_TakesItsKeysAlong()
    {
        var secret = ApiKeyText.NewSecret();
        Take([], [Key("shop", Roles.Backend, secret)]);

        await AssertInvalidAsync($"{Id}.{secret}");
    }

    [Fact]
    public async Task ReadAsync_KeyRotated_TheOneBeforeIsValidForItsGrace()
    {
        var (before, after) = (ApiKeyText.NewSecret(), ApiKeyText.NewSecret());
        var rotated = Key("shop", Roles.Backend, after) with { Previous = new Credential(ApiKeyText.Hash(before), Now, Now + TimeSpan.FromHours(1)) };
        Take([App("shop", "s1")], [rotated]);

        Assert.NotNull((await reader.ReadAsync($"{Id}.{before}", default)).Caller);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull((await reader.ReadAsync($"{Id}.{before}", default)).Caller);
        time.Advance(TimeSpan.FromMinutes(1));

        await AssertInvalidAsync($"{Id}.{before}");
        Assert.NotNull((await reader.ReadAsync($"{Id}.{after}", default)).Caller);
    }

    [Fact]
    public async Task ReadAsync_KeyExpired_IsInvalid()
    {
        var secret = ApiKeyText.NewSecret();
        Take([App("shop", "s1")], [Key("shop", Roles.Backend, secret) with { ExpiresAt = Now + TimeSpan.FromDays(1) }]);

        Assert.NotNull((await reader.ReadAsync($"{Id}.{secret}", default)).Caller);
        time.Advance(TimeSpan.FromDays(1));

        await AssertInvalidAsync($"{Id}.{secret}");
    }

    [Theory]
    [InlineData("rk_")]
    [InlineData("rk_0123456789")]
    [InlineData("rk_0123456789.")]
    [InlineData("rk_0123456789.short")]
    [InlineData("rk_a/b.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rk_0123456789.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ReadAsync_NoSuchKey_IsInvalid(string text)
    {
        Take([App("shop", "s1")], [Key("shop", Roles.Backend, ApiKeyText.NewSecret())]);

        await AssertInvalidAsync(text);
    }

    [Fact]
    public async Task ReadAsync_HashInPlaceOfTheSecret_IsInvalid()
    {
        var secret = ApiKeyText.NewSecret();
        Take([App("shop", "s1")], [Key("shop", Roles.Backend, secret)]);

        await AssertInvalidAsync($"{Id}.{ApiKeyText.Hash(secret)}");
    }

    [Fact]
    public async Task ReadAsync_TokenOfARotatedApp_IsValidForTheGrace()
    {
        var rotated = App("shop", "after") with { Previous = new Credential(Sealed("shop", "before"), Now, Now + TimeSpan.FromMinutes(10)) };
        Take([rotated], []);
        var old = Token("before");

        Assert.Equal("ann", (await reader.ReadAsync(old, default)).Caller?.User);
        time.Advance(TimeSpan.FromMinutes(10));

        await AssertInvalidAsync(old);
        Assert.Equal("ann", (await reader.ReadAsync(Token("after"), default)).Caller?.User);
    }

    [Fact]
    public void TryFind_SecretSealedForAnotherApp_IsNotThere()
    {
        Take([App("shop", "s1") with { Current = new Credential(Sealed("other", "s1"), Now, null) }], []);

        Assert.False(apps.TryFind("shop", out _));
    }

    [Fact]
    public void Take_OlderImage_ChangesNothing()
    {
        Take([App("shop", "s1")], []);

        stored.Take(new RegistryImage(0, [], []));

        Assert.True(apps.TryFind("shop", out _));
    }

    private static string Sealed(string app, string secret) => SealedText.Seal(secret, SealKey, StoredApps.PurposeOf(app));

    private StoredApp App(string name, string secret) => new(name, Now, new Credential(Sealed(name, secret), Now, null), null);

    private ApiKey Key(string app, Roles roles, string secret) => new(Id, app, "a key", roles, Now, null, new Credential(ApiKeyText.Hash(secret), Now, null), null);

    private void Take(StoredApp[] newApps, ApiKey[] newKeys) => stored.Take(new RegistryImage(++version, [.. newApps], [.. newKeys]));

    private string Token(string secret) => Tokens.Hs256(
        """{"alg": "HS256", "kid": "shop"}""",
        $$"""{"app": "shop", "sub": "ann", "roles": ["user"], "exp": {{Now.ToUnixTimeSeconds() + 3600}}}""",
        secret);

    private async Task AssertInvalidAsync(string text)
    {
        var verdict = await reader.ReadAsync(text, default);

        Assert.Null(verdict.Caller);
        Assert.NotEmpty(verdict.Reason);
    }
}
