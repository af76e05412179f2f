using Microsoft.Extensions.Options;
using Rooms.Edge;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Which web pages may open a WebSocket here. No browser keeps a page from one of another origin (RFC 6455 10.2), so it is refused here: first where no app
/// at all has the origin, then, once the token has told the app, where this one has not. Any thread.
/// </summary>
internal sealed class PushOrigins(IOptionsMonitor<CorsOptions> general, IOptionsMonitor<AppsOptions> apps)
{
    private const string Any = "*";

    /// <summary>At the handshake: may a page of this origin be any app's?</summary>
    public bool Admits(string? origin, string? host) =>
        IsNoPage(origin) || IsOwn(origin!, host) || Has(general.CurrentValue.Origins, origin!) || apps.CurrentValue.Apps.Values.Any(app => Has(app.Origins, origin!));

    /// <summary>Once the app is known: its own origins replace the general ones.</summary>
    public bool Admits(string app, string? origin, string? host)
    {
        if (IsNoPage(origin) || IsOwn(origin!, host)) return true;
        var own = apps.CurrentValue.Apps.GetValueOrDefault(app)?.Origins;
        return Has(own is { Length: > 0 } ? own : general.CurrentValue.Origins, origin!);
    }

    /// <summary>Of this server's own pages, or no page's at all: whom a cookie may speak for.</summary>
    public static bool IsOwn(PushHandshake handshake) => IsNoPage(handshake.Origin) || IsOwn(handshake.Origin!, handshake.Host);

    // Programs send none.
    private static bool IsNoPage(string? origin) => string.IsNullOrEmpty(origin);

    // Whatever the scheme: a proxy may have ended TLS.
    private static bool IsOwn(string origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(host, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string[] origins, string origin) =>
        Array.Exists(origins, one => one == Any || one.TrimEnd('/').Equals(origin, StringComparison.OrdinalIgnoreCase));
}
