using Microsoft.Extensions.DependencyInjection;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

internal static class Fmp4Services
{
    public static void AddFmp4(this IServiceCollection services)
    {
        services.AddSingleton<IPlayEndpoint, Fmp4Endpoint>();
        services.AddSingleton<IPlayEndpoint, KeyPictureEndpoint>();
        services.AddSingleton<IStreamSinkFactory, KeyPictures>();
    }
}
