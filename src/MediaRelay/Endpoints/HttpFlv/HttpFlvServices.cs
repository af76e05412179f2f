using Microsoft.Extensions.DependencyInjection;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

internal static class HttpFlvServices
{
    public static void AddHttpFlv(this IServiceCollection services) => services.AddSingleton<IPlayEndpoint, HttpFlvEndpoint>();
}
