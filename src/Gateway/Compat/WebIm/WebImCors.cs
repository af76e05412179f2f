using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Compat.WebIm;

internal static class WebImCors
{
    /// <summary>The one origin beside our own whose pages may poll and send pictures.</summary>
    public static void Allow(HttpResponse response, WebImOptions options)
    {
        if (options.Origin.Length > 0) response.Headers.AccessControlAllowOrigin = options.Origin;
    }
}
