using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Rooms.MediaRelay.Web;

/// <summary>
/// Which web pages may play: <c>Cors:Origins</c>, a list or one string with commas, <c>*</c> for all. Default: pages of this server only.
/// Answers are written by endpoints that bypass the server's own response, so the framework's middleware cannot do it.
/// </summary>
internal sealed class PlayCors
{
    private const string Section = "Cors:Origins";
    private const string PreflightSeconds = "600";

    // Replaced as a whole when the configuration is read anew.
    private volatile HashSet<string> origins = [];

    public PlayCors(IConfiguration configuration)
    {
        Read(configuration);
        ChangeToken.OnChange(configuration.GetReloadToken, Read, configuration);
    }

    private bool IsOpen => origins.Contains("*");

    /// <summary>Sets what the browser asks for (Fetch 3.3.3). A page of an origin that is not listed gets no header and so no answer.</summary>
    public void Apply(HttpContext context)
    {
        if (!IsOpen) context.Response.Headers.Vary = "Origin";
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !IsAllowed(origin)) return;
        context.Response.Headers.AccessControlAllowOrigin = IsOpen ? "*" : origin;
    }

    public void ApplyPreflight(HttpContext context)
    {
        Apply(context);
        if (context.Response.Headers.AccessControlAllowOrigin.Count == 0) return;
        context.Response.Headers.AccessControlAllowMethods = "GET";
        context.Response.Headers.AccessControlAllowHeaders = "Authorization, Range";
        context.Response.Headers.AccessControlMaxAge = PreflightSeconds;
    }

    private void Read(IConfiguration configuration) =>
        origins = new(ConfiguredList.Read(configuration, Section).Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    private bool IsAllowed(string origin) => IsOpen || origins.Contains(origin);
}
