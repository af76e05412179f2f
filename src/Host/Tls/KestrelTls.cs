using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Rooms.Host.Tls;

/// <summary>Every https:// address asks for the certificate anew at each handshake, of which one address may have only so many at once.</summary>
internal sealed class KestrelTls(IServiceProvider services) : IConfigureOptions<KestrelServerOptions>
{
    // The certificate is asked for when an address is bound: before that a fault in its files has stopped the start with a line of its own.
    public void Configure(KestrelServerOptions options) => options.ConfigureHttpsDefaults(https =>
    {
        var certificate = services.GetRequiredService<ServerCertificate>();
        var halfOpen = services.GetRequiredService<HalfOpenConnections>();
        // Makes Kestrel ask for no certificate of its own; it would send the leaf without its intermediates.
        https.ServerCertificateSelector = (_, _) => certificate.Current?.TargetCertificate;
        https.OnAuthenticate = (connection, handshake) =>
        {
            handshake.ServerCertificateSelectionCallback = null;
            handshake.ServerCertificateContext = certificate.Current;
            if (!halfOpen.TryEnter(connection)) connection.Abort(new ConnectionAbortedException("rate_limited"));
        };
    });
}
