using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

internal static class ControlServices
{
    /// <summary><paramref name="rtmpPort"/>: the port in use, asked once the program has started.</summary>
    public static void AddControl(this IServiceCollection services, Func<IServiceProvider, int> rtmpPort)
    {
        services.AddChecked<ControlOptions>(ControlOptions.Section);
        services.AddChecked<NodeOptions>(NodeOptions.Section);
        services.AddSingleton(provider => new NodePorts(() => rtmpPort(provider), () => HttpPort(provider)));
        services.AddSingleton(_ => new OrderGenerations());
        services.AddSingleton<UrlAccess>();
        services.AddSingleton<AppOrigins>();
        services.AddSingleton<NodeIdentity>();
        services.AddSingleton<Orders>();
        services.AddSingleton<NodeReport>();
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

    private static int HttpPort(IServiceProvider provider)
    {
        var addresses = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(address => BindingAddress.Parse(address).Port).FirstOrDefault();
    }
}
