using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Rooms.Edge;

/// <summary>
/// Believes <c>X-Forwarded-For|Proto|Host</c> of trusted proxies and of nobody else, before anything else looks at a request. The client is the
/// rightmost address that is no trusted proxy: what stands left of it the client may have written itself.
/// </summary>
internal sealed class ForwardedClients(TrustedProxies proxies) : IConfigureOptions<ForwardedHeadersOptions>, IStartupFilter
{
    public void Configure(ForwardedHeadersOptions options)
    {
        // The framework's default trusts loopback.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.ForwardedHeaders = ForwardedHeaders.None;
        if (proxies.Networks.Count == 0) return;
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // A chain of trusted proxies: walk it until the first address that is not one of them.
        options.ForwardLimit = null;
        foreach (var network in proxies.Networks) options.KnownIPNetworks.Add(network);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseForwardedHeaders();
        next(app);
    };
}
