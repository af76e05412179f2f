using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Edge;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Compat.Goim;
using Rooms.Gateway.Compat.WebIm;
using Rooms.Gateway.Control;
using Rooms.Gateway.Demo;
using Rooms.Gateway.Files;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;
using Rooms.Gateway.Oidc;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Pushes;
using Rooms.Configuration;
using Rooms.Gateway.Push;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Registry;
using Rooms.Gateway.Sessions;
using Rooms.Gateway.Surface;
using Rooms.Gateway.V1;
using Rooms.Gateway.Webhooks;

namespace Rooms.Gateway;

/// <summary>The gateway role: REST, the control channel's server end, the console, health, metrics.</summary>
public static class GatewayExtensions
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        AddOptions(services);
        AddAuth(services);
        services.AddSingleton<GatewayMetrics>().AddSingleton<GrainCalls>();
        services.AddSingleton<StreamUrls>().AddSingleton<LongPoll>().AddSingleton<UsageReads>().AddSingleton<FailedAttempts>().AddSingleton<UserRates>().AddSingleton<AppRates>();
        services.AddCors().AddSingleton<ICorsPolicyProvider, CorsPolicies>();
        services.AddEdge();
        services.AddFiles();
        services.AddSwagger();
        services.AddControl();
        services.AddRegistry();
        services.AddWebhooks();
        services.AddSingleton<PushDeliveries>().AddSingleton<PushMemory>().AddSingleton<ConnectionViews>();
        services.AddSingleton<LivePushes>().AddSingleton<ILivePushes>(provider => provider.GetRequiredService<LivePushes>());
        services.AddOidc();
        services.AddPush().AddRoomsSessions();
        services.AddGoim();
        services.AddWebIm();
        services.AddSingleton<AdminListener>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AdminListener.AddTo(builder.WebHost, builder.Configuration);
        // A query that cannot be read throws what ProblemMiddleware turns into a problem, in every environment alike.
        services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        return builder;
    }

    /// <summary>
    /// Once the application has started: done when the media node of this process, where there is one, is registered, at the latest after 5 seconds. Streams
    /// that are made before are answered with node_unavailable.
    /// </summary>
    public static Task WaitForLocalNodeAsync(this WebApplication app, CancellationToken cancellation = default) =>
        app.Services.GetService<LocalNode>()?.WaitAsync(cancellation) ?? Task.CompletedTask;

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RequestTimer>();
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<BodyLimitMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseAuthentication();
        app.UseCors();
        app.UseMiddleware<SurfaceMiddleware>();
        app.UseMiddleware<CsrfMiddleware>();
        app.UseMiddleware<UserRateMiddleware>();
        app.UseMiddleware<AppRateMiddleware>();
        app.UseAuthorization();
        app.UseSwaggerPages();
        app.MapV1();
        app.MapControl();
        app.MapPush();
        app.MapEdge();
        // SurfaceMiddleware has looked who it is.
        app.MapMetrics(_ => true);
        app.MapOidc();
        app.MapConsole();
        return app;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddChecked<TokensOptions>(TokensOptions.Section)
            .AddChecked<AdminOptions>(AdminOptions.Section)
            .AddChecked<UrlsOptions>(UrlsOptions.Section)
            .AddChecked<LimitsOptions>(LimitsOptions.Section)
            .AddChecked<QuotaOptions>(QuotaOptions.Section)
            .AddChecked<ControlOptions>(ControlOptions.Section)
            .AddChecked<DemoOptions>(DemoOptions.Section)
            .AddChecked<PhoneOptions>(PhoneOptions.Section);
        services.AddSingleton<AppsReader>();
        services.AddSingleton<IConfigureOptions<AppsOptions>>(provider => provider.GetRequiredService<AppsReader>());
        services.AddSingleton<IValidateOptions<AppsOptions>>(provider => provider.GetRequiredService<AppsReader>());
        services.AddSingleton<IOptionsCheck>(provider => provider.GetRequiredService<AppsReader>());
        services.AddReloadable<AppsOptions>();
    }

    private static void AddAuth(IServiceCollection services)
    {
        services.AddSingleton<Apps>().AddSingleton<TokenIssuer>().AddSingleton<TokenReader>().AddSingleton<ConsoleSessions>();
        // Not AddAuthentication: it brings data protection along, which would write keys into the user's home.
        services.AddWebEncoders();
        services.AddTransient<BearerHandler>();
        services.AddAuthenticationCore(schemes =>
        {
            schemes.DefaultScheme = BearerHandler.SchemeName;
            schemes.AddScheme<BearerHandler>(BearerHandler.SchemeName, displayName: null);
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(BearerHandler.OperatorPolicy, policy => policy.RequireRole(RoleNames.ToNames(Roles.Operator)))
            .AddPolicy(BearerHandler.AdminPolicy, policy => policy.RequireRole(RoleNames.ToNames(Roles.Operator | Roles.Admin)));
    }
}
