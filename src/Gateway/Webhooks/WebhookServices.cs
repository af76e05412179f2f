using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Outgoing;
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.Webhooks;

internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services) => services
        .AddChecked<OutgoingOptions>(OutgoingOptions.Section)
        .AddSingleton<AddressGuard>().AddSingleton<GuardedConnections>().AddSingleton<OutgoingCalls>()
        .AddSingleton<VetoMetrics>().AddSingleton<VetoCalls>()
        .AddSingleton<WebhookMetrics>().AddSingleton<WebhookDispatcher>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookDispatcher>());
}
