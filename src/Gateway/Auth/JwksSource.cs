using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rooms.Gateway.Auth;

/// <summary>
/// One app's ES256 keys: inline, or fetched from its address when first needed and again when a token names an unknown key, at most once a minute.
/// A fetch that fails keeps the keys there are. Any thread.
/// </summary>
internal sealed partial class JwksSource(string app, string jwks, HttpClient http, TimeProvider time, ILogger logger)
{
    /// <summary>64 KiB holds some 300 keys.</summary>
    public const int MaxBytes = 64 * 1024;

    public static readonly TimeSpan FetchDeadline = TimeSpan.FromSeconds(5);

    /// <summary>No keys, and nowhere to ask for some.</summary>
    public static readonly JwksSource None = new("", "", new HttpClient(), TimeProvider.System, NullLogger.Instance);

    private static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private volatile JwkSet keys = JwkSet.LooksInline(jwks) ? JwkSet.Parse(Encoding.UTF8.GetBytes(jwks)) ?? JwkSet.Empty : JwkSet.Empty;
    private long? fetchedAt;
    private Task fetching = Task.CompletedTask;

    /// <summary>The newest keys; <paramref name="kid"/> is the one that the caller is after.</summary>
    public async ValueTask<JwkSet> GetAsync(string kid, CancellationToken cancellation)
    {
        if (keys.Has(kid) || !JwkSet.IsAddress(jwks) || WasJustFetched()) return keys;
        await FetchOnceAsync().WaitAsync(cancellation);
        return keys;
    }

    // One fetch for all who wait, and nobody's own: a stranger who asks first and goes away must not end it for the others.
    private Task FetchOnceAsync()
    {
        lock (gate)
        {
            if (!fetching.IsCompleted) return fetching;
            return WasJustFetched() ? Task.CompletedTask : fetching = FetchAsync();
        }
    }

    private bool WasJustFetched() => fetchedAt is { } at && time.GetElapsedTime(at) < RefetchAfter;

    private async Task FetchAsync()
    {
        using var deadline = new CancellationTokenSource(FetchDeadline);
        try
        {
            // The client's MaxResponseContentBufferSize bounds the size.
            var bytes = await http.GetByteArrayAsync(new Uri(jwks), deadline.Token);
            if (JwkSet.Parse(bytes) is { } parsed) keys = parsed;
            else LogNotAKeySet(app);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            LogFetchFailed(app, e.Message);
        }
        finally
        {
            fetchedAt = time.GetTimestamp();
        }
    }
}
