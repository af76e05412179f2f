using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

internal static class ControlServices
{
    /// <summary><paramref name="rtmpPort"/>, <paramref name="rtmpTlsPort"/>: the ports in use, asked once the program has started.</summary>
    public static void AddControl(this IServiceCollection services, Func<IServiceProvider, int> rtmpPort, Func<IServiceProvider, int> rtmpTlsPort)
    {
        services.AddChecked<ControlOptions>(ControlOptions.Section);
        services.AddChecked<NodeOptions>(NodeOptions.Section);
        services.AddSingleton(provider => new NodePorts(
            () => rtmpPort(provider), () => rtmpTlsPort(provider), () => WebPort(provider, "http"), () => WebPort(provider, "https")));
        services.AddSingleton(_ => new OrderGenerations());
        services.AddSingleton<UrlAccess>();
        services.AddSingleton<AppOrigins>();
        services.AddSingleton<NodeIdentity>();
        services.AddSingleton<Orders>();
        services.AddSingleton<NodeReport>();
        services.AddSingleton<UsageReports>();
        services.AddSingleton<EventOutbox>();
        services.AddSingleton<IRelayReporter>(provider => provider.GetRequiredService<EventOutbox>());
        services.AddSingleton<PublishQuestions>();
        services.AddSingleton<IPublishGate>(provider => provider.GetRequiredService<PublishQuestions>());
        services.AddSingleton<ControlLinkParts>();
        services.AddSingleton<ControlDialer>();
        services.AddSingleton<ControlState>();
        services.AddHostedService<ControlClient>();
        services.AddHealthChecks().AddCheck<ControlHealth>("control", tags: ["ready"]);
    }

    private static int WebPort(IServiceProvider provider, string scheme)
    {
        var addresses = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(BindingAddress.Parse).Where(address => address.Scheme == scheme).Select(address => address.Port).FirstOrDefault();
    }
}
