using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Shutdown;
using Rooms.Edge.Health;
using Rooms.Edge.Metrics;
using Rooms.Edge.ProxyProtocol;

namespace Rooms.Edge;

public static class EdgeRegistration
{
    /// <summary>
    /// Where clients come from, and how the process is, for every role that takes connections. A second call changes nothing: roles share a process.
    /// </summary>
    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TrustedProxies))) return services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddChecked<ProxiesOptions>(ProxiesOptions.Section).AddChecked<CorsOptions>(CorsOptions.Section);
        // First: what else looks at a request belongs to its trace.
        services.AddSingleton<IStartupFilter, RequestTraceFilter>();
        services.AddSingleton<TrustedProxies>().AddSingleton<EdgeMetrics>().AddSingleton<ForwardedClients>().AddSingleton<HttpIntroductions>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>>(provider => provider.GetRequiredService<ForwardedClients>());
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<ForwardedClients>());
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, IntroducedListeners>();
        services.AddSingleton<MetricsCollector>().AddSingleton<MetricsPage>();
        services.TryAddSingleton<Drain>();
        services.AddSingleton<HealthPages>().AddHealthChecks().AddCheck<DrainHealth>("drain", tags: [HealthPages.ReadyTag]);
        return services;
    }

    /// <summary>
    /// <c>/metrics</c>, for whom the role admits; a second call changes nothing. Counting begins here: what instruments tell before somebody listens is
    /// lost.
    /// </summary>
    public static void MapMetrics(this WebApplication app, Func<HttpContext, bool> admits) => app.Services.GetRequiredService<MetricsPage>().MapOnce(app, admits);

    /// <summary>The health pages; a second call changes nothing.</summary>
    public static void MapEdge(this WebApplication app) => app.Services.GetRequiredService<HealthPages>().MapOnce(app);
}
