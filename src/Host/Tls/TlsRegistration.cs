using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Tls;
using Rooms.Edge;

namespace Rooms.Host.Tls;

internal static class TlsRegistration
{
    public static void AddTls(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.Configuration.GetSection(TlsOptions.Section).Get<TlsOptions>() is { IsConfigured: true })
        {
            ServedAddresses.SecureDefault(builder.Configuration);
            services.AddSingleton<IStartupFilter, FirstRequests>();
        }
        services.TryAddSingleton(TimeProvider.System);
        services.AddChecked<TlsOptions>(TlsOptions.Section).AddChecked<HalfOpenOptions>(HalfOpenOptions.Section);
        services.AddSingleton<TlsRules>();
        services.AddSingleton<IValidateOptions<TlsOptions>>(provider => provider.GetRequiredService<TlsRules>());
        services.AddSingleton<IOptionsCheck>(provider => provider.GetRequiredService<TlsRules>());
        services.AddSingleton<ServerCertificate>();
        services.AddSingleton<IServerCertificate>(provider => provider.GetRequiredService<ServerCertificate>());
        services.AddEdge();
        services.AddSingleton<HalfOpenConnections>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelTls>();
        services.AddHostedService<CertificateWatch>();
    }
}
