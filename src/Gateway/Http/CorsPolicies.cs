using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Http;

/// <summary>
/// Which web pages may call REST: <c>Cors:Origins</c>, replaced by the app's own. A preflight carries no token, so it is answered for the origins
/// of every app; the request itself is then held to its own app's.
/// </summary>
internal sealed class CorsPolicies : ICorsPolicyProvider
{
    private const string MediaPath = "/live";

    // Replaced as a whole when the configuration changes.
    private volatile PolicySet policies;

    public CorsPolicies(IOptionsMonitor<Edge.CorsOptions> options, IOptionsMonitor<AppsOptions> apps)
    {
        policies = Build(options.CurrentValue, apps.CurrentValue);
        options.OnChange(changed => policies = Build(changed, apps.CurrentValue));
        apps.OnChange(changed => policies = Build(options.CurrentValue, changed));
    }

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult(Choose(context));

    // Below /live/ the media node answers for itself: only the stream tells whose app it is.
    private CorsPolicy? Choose(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(MediaPath)) return null;
        var (general, preflight, byApp) = policies;
        if (HttpMethods.IsOptions(context.Request.Method)) return preflight;
        return context.Features.Get<Caller>() is { } caller && byApp.TryGetValue(caller.App, out var own) ? own : general;
    }

    private static PolicySet Build(Edge.CorsOptions options, AppsOptions apps) => new(
        Policy(options.Origins),
        Policy([.. options.Origins, .. apps.Apps.Values.SelectMany(app => app.Origins)]),
        apps.Apps.Where(app => app.Value.Origins.Length > 0).ToDictionary(app => app.Key, app => Policy(app.Value.Origins), StringComparer.Ordinal));

    private static CorsPolicy Policy(string[] origins)
    {
        var builder = new CorsPolicyBuilder()
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "traceparent", "tracestate")
            .WithExposedHeaders("Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10));
        if (origins.Contains("*")) builder.AllowAnyOrigin();
        else builder.WithOrigins([.. origins.Select(origin => origin.TrimEnd('/'))]);
        return builder.Build();
    }

    private sealed record PolicySet(CorsPolicy General, CorsPolicy Preflight, Dictionary<string, CorsPolicy> ByApp);
}
