using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Rooms.Edge;

/// <summary>Puts <see cref="RequestTrace"/> before everything else, in every role.</summary>
internal sealed class RequestTraceFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestTrace>();
        next(app);
    };
}
