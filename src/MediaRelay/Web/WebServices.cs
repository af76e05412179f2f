using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Rooms.MediaRelay.Web;

/// <summary>What all ways of watching over HTTP share.</summary>
internal static class WebServices
{
    public static void AddWeb(this IServiceCollection services)
    {
        services.AddSingleton<PlayCors>();
        services.AddSingleton<PlayRouter>();
        services.AddSingleton<Departure>();
        services.AddSingleton<ViewingLog>();
        services.AddSingleton<WebSocketViewing>();
    }

    public static void MapWeb(this IEndpointRouteBuilder app)
    {
        var router = app.ServiceProvider.GetRequiredService<PlayRouter>();
        app.Map(PlayRouter.Pattern, router.HandleAsync).ExcludeFromDescription();
    }
}
