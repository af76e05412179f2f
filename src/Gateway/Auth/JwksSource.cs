using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rooms.Gateway.Auth;

/// <summary>
/// One app's ES256 keys: inline, or fetched from its address when first needed and again when a token names an unknown key, at most once a minute.
/// A fetch that fails keeps the keys there are.
/// </summary>
internal sealed partial class JwksSource(string app, string jwks, HttpClient http, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>64 KiB holds some 300 keys.</summary>
    public const int MaxBytes = 64 * 1024;

    public static readonly TimeSpan FetchDeadline = TimeSpan.FromSeconds(5);

    /// <summary>No keys, and nowhere to ask for some.</summary>
    public static readonly JwksSource None = new("", "", new HttpClient(), TimeProvider.System, NullLogger.Instance);

    private static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private JwkSet keys = JwkSet.LooksInline(jwks) ? JwkSet.Parse(Encoding.UTF8.GetBytes(jwks)) ?? JwkSet.Empty : JwkSet.Empty;
    private long? fetchedAt;

    /// <summary>The newest keys; <paramref name="kid"/> is the one that the caller is after.</summary>
    public async ValueTask<JwkSet> GetAsync(string kid, CancellationToken cancellation)
    {
        if (keys.Has(kid) || !JwkSet.IsAddress(jwks) || WasJustFetched()) return keys;
        await fetching.WaitAsync(cancellation);
        try
        {
            if (!WasJustFetched()) await FetchAsync(cancellation);
            return keys;
        }
        finally
        {
            fetching.Release();
        }
    }

    public void Dispose() => fetching.Dispose();

    private bool WasJustFetched() => fetchedAt is { } at && time.GetElapsedTime(at) < RefetchAfter;

    private async Task FetchAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(FetchDeadline);
        try
        {
            // The client's MaxResponseContentBufferSize bounds the size.
            var bytes = await http.GetByteArrayAsync(new Uri(jwks), deadline.Token);
            if (JwkSet.Parse(bytes) is { } parsed) keys = parsed;
            else LogNotAKeySet(app);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogFetchFailed(app, e.Message);
        }
        finally
        {
            fetchedAt = time.GetTimestamp();
        }
    }
}
