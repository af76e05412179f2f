using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Rooms.Edge.ProxyProtocol;

/// <summary>Every HTTP address, where <c>Proxies:Protocol</c> names http: the header stands before TLS.</summary>
internal sealed class IntroducedListeners(TrustedProxies proxies, HttpIntroductions introductions) : IConfigureOptions<KestrelServerOptions>
{
    // The options of proxies are asked when an address is bound: they were found right by then.
    public void Configure(KestrelServerOptions options) => options.ConfigureEndpointDefaults(listen =>
    {
        if (proxies.Introduce(Listeners.Http)) listen.Use(introductions.RunAsync);
    });
}
