using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Edge;
using Rooms.MediaRelay.Control;

namespace Rooms.MediaRelay.Web;

/// <summary>
/// Which web pages may play: those of <see cref="CorsOptions"/>; the origins of the stream's app replace them where
/// it has its own. Default: pages of this server only. Answers are written by endpoints that bypass the server's own response, so the
/// framework's middleware cannot do it.
/// </summary>
internal sealed class PlayCors
{
    private const string PreflightSeconds = "600";

    private readonly AppOrigins apps;

    // Replaced as a whole when the configuration is read anew.
    private volatile OriginList general;

    public PlayCors(IOptionsMonitor<CorsOptions> options, AppOrigins apps)
    {
        this.apps = apps;
        general = new(options.CurrentValue.Origins);
        // For the life of the program, as this is.
        options.OnChange(changed => general = new(changed.Origins));
    }

    /// <summary>
    /// Sets what the browser asks for (Fetch 3.3.3). A page of an origin that is not listed gets no header and so no answer.
    /// <paramref name="app"/> null: whose stream it would be is not known, so a refusal may be read wherever any app's pages are.
    /// </summary>
    public void Apply(HttpContext context, string? app)
    {
        var isOpen = app is null ? general.IsOpen : Of(app).IsOpen;
        if (!isOpen) context.Response.Headers.Vary = "Origin";
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !Allows(app, origin)) return;
        context.Response.Headers.AccessControlAllowOrigin = isOpen ? "*" : origin;
    }

    /// <summary>A preflight carries no token: it is answered for every app, and the request itself is then held to its own.</summary>
    public void ApplyPreflight(HttpContext context)
    {
        Apply(context, app: null);
        if (context.Response.Headers.AccessControlAllowOrigin.Count == 0) return;
        context.Response.Headers.AccessControlAllowMethods = "GET";
        context.Response.Headers.AccessControlAllowHeaders = "Authorization, Range";
        context.Response.Headers.AccessControlMaxAge = PreflightSeconds;
    }

    /// <summary>
    /// No browser keeps a page from a WebSocket of another origin (RFC 6455 10.2): it must be refused here. Programs send no origin; a page of this
    /// server is at home whatever the scheme, since a proxy may have ended TLS.
    /// </summary>
    public bool AdmitsSocket(HttpContext context, string app)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || Of(app).Allows(origin) || IsOwn(context.Request, origin);
    }

    private bool Allows(string? app, string origin) =>
        app is null ? general.Allows(origin) || apps.All.Any(list => list.Allows(origin)) : Of(app).Allows(origin);

    private OriginList Of(string app) => apps.Find(app) ?? general;

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
