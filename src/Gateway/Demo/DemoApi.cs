using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Edge;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Demo;

/// <summary>Signs the console of the demo in, on this machine only; anywhere else the route does not exist.</summary>
internal static class DemoApi
{
    private const string User = "demo";

    public static void MapDemo(this RouteGroupBuilder v1) => v1.MapGet("/demo/session", Get)
        .AllowAnonymous()
        // Whatever Cors:Origins says: no other site's page may take a session out of somebody's machine.
        .WithMetadata(new DisableCorsAttribute())
        .Produces<DemoSessionDto>()
        .Refuses(ErrorTable.NotFound)
        .Says("Get the demo's session", "With `--Demo true`, from this machine only: roles admin and anchor of the demo's app.");

    private static IResult Get(HttpRequest request, IOptions<DemoOptions> options, IOptions<AdminOptions> admin, Apps apps, TokenIssuer issuer)
    {
        if (!options.Value.Demo || !request.IsLocal() || !apps.TryFind(DemoOptions.App, out var app))
            return new Problem(ErrorTable.NotFound, "there is no demo here");
        var (token, expiresAt) = issuer.IssueForApp(app, User, Roles.Admin | Roles.Anchor);
        var adminSecret = admin.Value.Secret;
        var operatorToken = adminSecret.Length > 0 ? issuer.IssueForOperator(User, adminSecret).Token : null;
        return TypedResults.Ok(new DemoSessionDto(token, app.Name, User, expiresAt, operatorToken));
    }
}
