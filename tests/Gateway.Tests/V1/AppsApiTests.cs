using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>Apps and keys over the real registry: made, used, rotated, revoked, audited.</summary>
public sealed class AppsApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] Backend = ["backend"];
    private static readonly string[] Operator = ["operator"];
    private static readonly string[] Admin = ["admin"];

    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task App_Made_BuysTokensAtOnceAndShowsItsSecretOnce()
    {
        var made = await MakeAppAsync("fresh");
        var secret = made.GetProperty("secret").GetString()!;

        var token = await BuyAsync("fresh", secret);
        var list = await host.GetAsync("/v1/apps", await host.OperatorTokenAsync());

        Assert.Equal(HttpStatusCode.OK, token.Status);
        (await host.GetAsync("/v1/rooms", token.Json.GetProperty("token").GetString())).Expect(HttpStatusCode.OK);
        Assert.Contains(list.Json.GetProperty("apps").EnumerateArray(), app => app.GetProperty("name").GetString() == "fresh" && app.GetProperty("source").GetString() == "stored");
        Assert.DoesNotContain(secret, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_MadeTwiceWithOneKey_GetsTheFirstAnswer()
    {
        var root = await host.OperatorTokenAsync();
        var key = ("Idempotency-Key", "make-once");

        var first = await host.PostAsync("/v1/apps", root, new { name = "once" }, key);
        var again = await host.PostAsync("/v1/apps", root, new { name = "once" }, key);
        var other = await host.PostAsync("/v1/apps", root, new { name = "twice" }, key);

        Assert.Equal(first.Expect(HttpStatusCode.Created).Json.GetProperty("secret").GetString(), again.Expect(HttpStatusCode.Created).Json.GetProperty("secret").GetString());
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.IdempotencyKeyReused);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("taken")]
    public async Task App_NameIsTaken_IsAConflict(string name)
    {
        var root = await host.OperatorTokenAsync();
        await host.PostAsync("/v1/apps", root, new { name = "taken" });

        (await host.PostAsync("/v1/apps", root, new { name })).AssertProblem(HttpStatusCode.Conflict, ErrorCodes.AppExists);
    }

    [Theory]
    [InlineData("""{"name": "a/b"}""")]
    [InlineData("""{"name": ""}""")]
    [InlineData("{}")]
    [InlineData("""{"name": 7}""")]
    public async Task App_NameIsNone_IsInvalid(string body) =>
        (await host.PostAsync("/v1/apps", await host.OperatorTokenAsync(), body)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task App_RotatedWithGrace_TakesBothSecrets()
    {
        var before = (await MakeAppAsync("graceful")).GetProperty("secret").GetString()!;

        var rotated = (await host.PostAsync("/v1/apps/graceful/rotate", await host.OperatorTokenAsync(), new { graceSeconds = 600 })).Expect(HttpStatusCode.OK).Json;

        Assert.True(rotated.GetProperty("app").TryGetProperty("previousValidUntil", out _));
        (await BuyAsync("graceful", before)).Expect(HttpStatusCode.OK);
        (await BuyAsync("graceful", rotated.GetProperty("secret").GetString()!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task App_RotatedWithoutGrace_RefusesTheOldSecretItsTokensAndSessions()
    {
        var before = (await MakeAppAsync("hasty")).GetProperty("secret").GetString()!;
        var token = (await BuyAsync("hasty", before)).Json.GetProperty("token").GetString();
        using var browser = new TestBrowser(host.Address);
        await browser.SignInAsync("hasty", before);

        await host.PostAsync("/v1/apps/hasty/rotate", await host.OperatorTokenAsync(), new { graceSeconds = 0 });

        (await BuyAsync("hasty", before)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await host.GetAsync("/v1/rooms", token)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        Assert.Equal(JsonValueKind.Undefined, (await browser.SessionAsync()).ValueKind);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(604_801)]
    public async Task App_GraceOutOfRange_IsInvalid(int graceSeconds) =>
        (await host.PostAsync("/v1/apps/any/rotate", await host.OperatorTokenAsync(), new { graceSeconds })).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task App_Revoked_IsUnknownFromTheAnswerOn()
    {
        var secret = (await MakeAppAsync("leaving")).GetProperty("secret").GetString()!;
        var token = (await BuyAsync("leaving", secret)).Json.GetProperty("token").GetString();
        var key = await MakeKeyAsync(await host.OperatorTokenAsync(), new { app = "leaving", name = "k", roles = Backend });

        (await host.SendAsync(HttpMethod.Delete, "/v1/apps/leaving", await host.OperatorTokenAsync())).Expect(HttpStatusCode.NoContent);

        (await BuyAsync("leaving", secret)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await host.GetAsync("/v1/rooms", token)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await host.GetAsync("/v1/rooms", key)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
    }

    [Fact]
    public async Task App_OfTheConfiguration_ChangesThere()
    {
        var root = await host.OperatorTokenAsync();

        (await host.PostAsync("/v1/apps/shop/rotate", root, new { })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.SendAsync(HttpMethod.Delete, "/v1/apps/shop", root)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Key_Made_SpeaksForItsAppWithItsRoles()
    {
        var admin = await host.TokenAsync("root", "admin");
        var key = await MakeKeyAsync(admin, new { name = "orders", roles = Backend });

        (await host.GetAsync("/v1/users/ann", key)).Expect(HttpStatusCode.OK);
        (await host.GetAsync("/v1/nodes", key)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.GetAsync("/v1/keys", key)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Key_OfAnOperator_ReadsMetricsFromFarAway()
    {
        var key = await MakeKeyAsync(await host.OperatorTokenAsync(), new { name = "prometheus", roles = Operator });

        (await host.GetAsync("/metrics", key, ("X-Forwarded-For", "203.0.113.9"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_MadeTwiceWithOneIdempotencyKey_IsOneKeyWithOneSecret()
    {
        var admin = await host.TokenAsync("root", "admin");
        var body = new { name = "once", roles = Backend };

        var first = await host.PostAsync("/v1/keys", admin, body, ("Idempotency-Key", "key-once"));
        var again = await host.PostAsync("/v1/keys", admin, body, ("Idempotency-Key", "key-once"));

        Assert.Equal(first.Expect(HttpStatusCode.Created).Text, again.Expect(HttpStatusCode.Created).Text);
        (await host.GetAsync("/v1/users/ann", first.Json.GetProperty("secret").GetString())).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.Unauthorized)]
    [InlineData(600, HttpStatusCode.OK)]
    public async Task Key_Rotated_TheOneBeforeIsValidForItsGrace(int graceSeconds, HttpStatusCode expected)
    {
        var admin = await host.TokenAsync("root", "admin");
        var before = await MakeKeyAsync(admin, new { name = "turning", roles = Backend });

        var rotated = (await host.PostAsync($"/v1/keys/{IdOf(before)}/rotate", admin, new { graceSeconds })).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(expected, (await host.GetAsync("/v1/users/ann", before)).Status);
        (await host.GetAsync("/v1/users/ann", rotated.GetProperty("secret").GetString())).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_Revoked_IsRefusedFromTheAnswerOn()
    {
        var admin = await host.TokenAsync("root", "admin");
        var key = await MakeKeyAsync(admin, new { name = "short", roles = Backend });

        (await host.SendAsync(HttpMethod.Delete, $"/v1/keys/{IdOf(key)}", admin)).Expect(HttpStatusCode.NoContent);

        (await host.GetAsync("/v1/users/ann", key)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/keys/{IdOf(key)}", admin)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.KeyNotFound);
    }

    [Theory]
    [InlineData("""{"name": "k", "roles": ["operator"]}""", HttpStatusCode.Forbidden, ErrorCodes.Forbidden)]
    [InlineData("""{"app": "other", "name": "k", "roles": ["backend"]}""", HttpStatusCode.NotFound, ErrorCodes.AppNotFound)]
    [InlineData("""{"app": "nobody", "name": "k", "roles": ["backend"]}""", HttpStatusCode.NotFound, ErrorCodes.AppNotFound)]
    [InlineData("""{"name": "k", "roles": ["astronaut"]}""", HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid)]
    [InlineData("""{"name": "k", "roles": []}""", HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid)]
    [InlineData("""{"name": " ", "roles": ["backend"]}""", HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid)]
    [InlineData("""{"name": "k", "roles": ["backend"], "expiresAt": "2020-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid)]
    [InlineData("""{"name": "k", "roles": ["backend"], "expiresAt": "soon"}""", HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid)]
    public async Task Key_AdminAsksForMore_IsRefused(string body, HttpStatusCode status, string code) =>
        (await host.PostAsync("/v1/keys", await host.TokenAsync("root", "admin"), body)).AssertProblem(status, code);

    [Fact]
    public async Task OtherApp_IsNotFoundWhateverIsTried()
    {
        await MakeAppAsync("theirs");
        var theirKey = IdOf(await MakeKeyAsync(await host.OperatorTokenAsync(), new { app = "theirs", name = "k", roles = Backend }));
        var admin = await host.TokenAsync("root", "admin");

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "/v1/apps/theirs/rotate"), (HttpMethod.Delete, "/v1/apps/theirs"), (HttpMethod.Get, "/v1/keys?app=theirs"),
            (HttpMethod.Post, $"/v1/keys/{theirKey}/rotate"), (HttpMethod.Delete, $"/v1/keys/{theirKey}"), (HttpMethod.Post, "/v1/apps/other/rotate"),
        })
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(method, path, admin)).Status);
        Assert.Equal(["shop"], (await host.GetAsync("/v1/apps", admin)).Json.GetProperty("apps").EnumerateArray().Select(app => app.GetProperty("name").GetString()));
        Assert.DoesNotContain(theirKey, (await host.GetAsync("/v1/keys", admin)).Text, StringComparison.Ordinal);
        (await host.PostAsync("/v1/apps", admin, new { name = "mine" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Audit_TellsEveryActionWithItsActor()
    {
        var root = await host.OperatorTokenAsync();
        await MakeAppAsync("audited");
        var key = IdOf(await MakeKeyAsync(root, new { app = "audited", name = "k", roles = Backend }));
        await host.PostAsync($"/v1/keys/{key}/rotate", root, new { });
        await host.SendAsync(HttpMethod.Delete, $"/v1/keys/{key}", root);
        await host.PostAsync("/v1/apps/audited/rotate", root, new { });
        await host.SendAsync(HttpMethod.Delete, "/v1/apps/audited", root);

        var told = new List<JsonElement>();
        for (long? before = 0; before is { } page;)
        {
            var answer = (await host.GetAsync($"/v1/audit?limit=4&before={page}", root)).Expect(HttpStatusCode.OK).Json;
            told.AddRange(answer.GetProperty("entries").EnumerateArray());
            before = answer.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        var ours = told.Where(entry => entry.TryGetProperty("app", out var app) && app.GetString() == "audited").ToList();
        Assert.Equal(
            ["app.revoked", "app.rotated", "key.revoked", "key.rotated", "key.created", "app.created"], ours.Select(entry => entry.GetProperty("action").GetString()));
        Assert.All(ours, entry => Assert.Equal("root", entry.GetProperty("by").GetString()));
        Assert.Equal(told.Count, told.Select(entry => entry.GetProperty("seq").GetInt64()).Distinct().Count());
    }

    private static string IdOf(string key) => key.Split('.')[0];

    private Task<Answer> BuyAsync(string app, string secret) => host.PostAsync("/v1/tokens", null, new { app, secret, user = "ann", roles = Admin });

    private async Task<JsonElement> MakeAppAsync(string name) =>
        (await host.PostAsync("/v1/apps", await host.OperatorTokenAsync(), new { name })).Expect(HttpStatusCode.Created).Json;

    /// <summary>The key as a bearer token.</summary>
    private async Task<string> MakeKeyAsync(string token, object body) =>
        (await host.PostAsync("/v1/keys", token, body)).Expect(HttpStatusCode.Created).Json.GetProperty("secret").GetString()!;
}
