using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Hls;

internal static class HlsServices
{
    public static void AddHls(this IServiceCollection services)
    {
        services.AddChecked<HlsOptions>(HlsOptions.Section);
        services.AddSingleton<IPlayEndpoint, HlsPlaylistEndpoint>();
        services.AddSingleton<IPlayEndpoint, HlsInitEndpoint>();
        services.AddSingleton<IPlayEndpoint, HlsSegmentEndpoint>();
        services.AddSingleton<IStreamSinkFactory, HlsSinks>();
    }
}
