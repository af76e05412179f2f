using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Rooms.Gateway.Tests.Auth;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Support;

/// <summary>
/// A small OpenID Connect issuer on a port of its own: everybody who comes is ann and consents at once. As strict with codes as a real one; what it
/// puts into tokens a test may change.
/// </summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "rooms-console";
    public const string ClientSecret = "the console's secret: 100%";

    private readonly WebApplication app;
    private readonly ECDsa curveKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsaKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = new();

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>What the discovery document and the tokens call it.</summary>
    public string? Name { get; set; }

    public bool SignsWithRsa { get; set; }

    /// <summary>Codes that were bought.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Changes the claims of the next tokens.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Null: signed as it should be.</summary>
    public Func<string, string>? Sign { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TestIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", () => Results.Json(issuer.Discovery()));
        issuer.app.MapGet("/jwks", () => Results.Text(issuer.Jwks(), "application/json"));
        issuer.app.MapGet("/authorize", (HttpRequest request) => issuer.Authorize(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())));
        issuer.app.MapPost("/token", async (HttpRequest request) => issuer.Exchange(await request.ReadFormAsync(), request.Headers.Authorization.ToString()));
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>The gateway's settings that lead here.</summary>
    public (string Key, string? Value)[] Settings(params (string Key, string? Value)[] more) =>
        [("Oidc:Authority", Name ?? Address), ("Oidc:ClientId", ClientId), ("Oidc:ClientSecret", ClientSecret), ("Oidc:Name", "Test ID"), .. more];

    /// <summary>The person at the provider: goes to where the gateway sent the browser, and answers where the provider sends it back to.</summary>
    public static async Task<Uri> ConsentAsync(Uri authorization)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await client.GetAsync(authorization);
        return answer.Headers.Location ?? throw new InvalidOperationException($"the issuer answered {answer.StatusCode}");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        curveKey.Dispose();
        rsaKey.Dispose();
    }

    private JsonObject Discovery() => new()
    {
        ["issuer"] = Name ?? Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/jwks",
    };

    private string Jwks()
    {
        var keys = JsonNode.Parse(Tokens.Jwks(curveKey, "curve"))!.AsObject();
        var rsa = rsaKey.ExportParameters(false);
        keys["keys"]!.AsArray().Add(new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "rsa",
            ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(rsa.Modulus),
            ["e"] = Base64Url.EncodeToString(rsa.Exponent),
        });
        return keys.ToJsonString();
    }

    private IResult Authorize(Dictionary<string, string> query)
    {
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256") return Results.BadRequest();
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        codes[code] = query;
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"], new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private IResult Exchange(IFormCollection form, string authorization)
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(ClientSecret)}"));
        if (authorization != basic || form["grant_type"] != "authorization_code") return Results.Unauthorized();
        if (!codes.TryRemove(form["code"].ToString(), out var asked)) return Results.BadRequest(new { error = "invalid_grant" });
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (challenge != asked["code_challenge"] || form["redirect_uri"] != asked["redirect_uri"]) return Results.BadRequest(new { error = "invalid_grant" });
        Exchanges++;
        return Results.Json(new { access_token = "opaque", token_type = "Bearer", id_token = IdToken(asked["nonce"]) });
    }

    private string IdToken(string nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Name ?? Address,
            ["aud"] = ClientId,
            ["sub"] = "u-1",
            ["preferred_username"] = "ann",
            ["nonce"] = nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["roles"] = new JsonArray("rooms-operator"),
        };
        Claims(claims);
        var text = claims.ToJsonString();
        if (Sign is { } sign) return sign(text);
        return SignsWithRsa
            ? Tokens.Rs256("""{"alg": "RS256", "kid": "rsa"}""", text, rsaKey)
            : Tokens.Es256("""{"alg": "ES256", "kid": "curve"}""", text, curveKey);
    }
}
