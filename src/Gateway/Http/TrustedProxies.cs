using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Http;

/// <summary>Believes <c>X-Forwarded-For|Proto|Host</c> of the networks in <see cref="ProxiesOptions.Trusted"/> and of nobody else.</summary>
internal sealed class TrustedProxies(IOptions<ProxiesOptions> proxies) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        // The framework's default trusts loopback.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.ForwardedHeaders = ForwardedHeaders.None;
        if (proxies.Value.Trusted.Length == 0) return;
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // A chain of trusted proxies: walk it until the first address that is not one of them.
        options.ForwardLimit = null;
        foreach (var text in proxies.Value.Trusted)
            if (NetworksAttribute.TryParse(text, out var network)) options.KnownIPNetworks.Add(network);
    }
}
