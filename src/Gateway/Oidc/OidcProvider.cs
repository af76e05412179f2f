using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Oidc;

/// <summary>Speaks with the identity provider: its discovery document, kept for an hour, its keys, and the exchange of a code. All with a deadline and a bound.</summary>
internal sealed partial class OidcProvider : IDisposable
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>64 KiB: documents and tokens are a few.</summary>
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    // Everybody may ask for a sign-in: one that does not answer is not asked for each.
    private static readonly TimeSpan AskedAgain = TimeSpan.FromSeconds(5);

    private readonly OidcOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<OidcProvider> logger;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = MaxBytes,
        Timeout = Deadline,
    };

    private readonly SemaphoreSlim asking = new(1, 1);
    private Found? found;
    private long? failedAt;

    public OidcProvider(IOptions<OidcOptions> options, TimeProvider time, ILogger<OidcProvider> logger) =>
        (this.options, this.time, this.logger) = (options.Value, time, logger);

    /// <summary>Null: it does not answer, or not as a provider does; the log has the reason.</summary>
    public async Task<Provider?> FindAsync(CancellationToken cancellation) => (await GetAsync(cancellation))?.Provider;

    public async Task<JwkSet> KeysAsync(string kid, CancellationToken cancellation) =>
        await GetAsync(cancellation) is { } known ? await known.Keys.GetAsync(kid, cancellation) : JwkSet.Empty;

    /// <summary>The ID token for a code (OpenID Connect Core section 3.1.3), or null.</summary>
    public async Task<string?> ExchangeAsync(Provider provider, string code, PendingSignIn pending, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = pending.RedirectUri,
            ["code_verifier"] = pending.Verifier,
            ["client_id"] = options.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        if (options.ClientSecret.Length > 0) request.Headers.Authorization = Basic();
        return (await AskAsync(request, OidcJson.Default.TokenAnswer, cancellation))?.IdToken;
    }

    public void Dispose()
    {
        http.Dispose();
        asking.Dispose();
    }

    private async Task<Found?> GetAsync(CancellationToken cancellation)
    {
        if (found is { } fresh && time.GetElapsedTime(fresh.At) < Kept) return fresh;
        await asking.WaitAsync(cancellation);
        try
        {
            if (found is { } known && time.GetElapsedTime(known.At) < Kept) return known;
            if (failedAt is { } failed && time.GetElapsedTime(failed) < AskedAgain) return found;
            var discovered = await DiscoverAsync(cancellation);
            failedAt = discovered is null ? time.GetTimestamp() : null;
            return found = discovered ?? found;
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<Found?> DiscoverAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Authority.TrimEnd('/') + WellKnown);
        if (await AskAsync(request, OidcJson.Default.Provider, cancellation) is not { } provider) return null;
        if (Refuse(provider) is { } reason)
        {
            LogUnusable(options.Authority, reason);
            return null;
        }
        var keys = found?.Provider.JwksUri == provider.JwksUri ? found!.Keys : new JwksSource("of the console's sign-in", provider.JwksUri!, http, time, logger);
        return new Found(provider, keys, time.GetTimestamp());
    }

    /// <summary>OpenID Connect Discovery section 4.3: the document's issuer is the one that was asked for.</summary>
    private string? Refuse(Provider provider)
    {
        if (provider.Issuer != options.Authority) return "its discovery document names another issuer";
        string?[] addresses = [provider.AuthorizationEndpoint, provider.TokenEndpoint, provider.JwksUri];
        return addresses.All(ProviderAddressAttribute.IsTrustworthy) ? null : "its discovery document lacks an https address";
    }

    private async Task<T?> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> form, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                LogUnusable(options.Authority, $"it answered {(int)response.StatusCode} at {request.RequestUri!.AbsolutePath}");
                return null;
            }
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellation), form);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogUnusable(options.Authority, e.Message);
            return null;
        }
    }

    /// <summary>RFC 6749 section 2.3.1: both parts form-encoded first.</summary>
    private AuthenticationHeaderValue Basic() => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}")));

    private sealed record Found(Provider Provider, JwksSource Keys, long At);
}
