namespace Rooms.Host.Tls;

/// <summary>Before everything else in the pipeline: who sends a request is no half-open connection any more.</summary>
internal sealed class FirstRequests : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            HalfOpenConnections.Establish(context);
            return rest(context);
        });
        next(app);
    };
}
