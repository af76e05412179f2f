using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Edge;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Demo;

/// <summary>Signs the console of the demo in, on this machine and on an invited phone; for anybody else the route does not exist.</summary>
internal static class DemoApi
{
    private const string User = "demo";
    private const string PhoneUser = "phone";

    // A header: a page of another site cannot send it without asking first, and no log keeps it as it may a query.
    private const string KeyHeader = "Phone-Key";

    public static void MapDemo(this RouteGroupBuilder v1) => v1.MapGet("/demo/session", Get)
        .AllowAnonymous()
        // Whatever Cors:Origins says: no other site's page may take a session out of somebody's machine.
        .WithMetadata(new DisableCorsAttribute())
        .Produces<DemoSessionDto>()
        .Refuses(ErrorTable.NotFound)
        .Says("Get the demo's session", "With `--Demo true`, from this machine only: roles admin and anchor of the demo's app. From a phone that brings the key of `./rooms up --phone` in `Phone-Key`: role anchor.");

    private static IResult Get(
        HttpRequest request, IOptions<DemoOptions> options, IOptions<PhoneOptions> phone, IOptions<AdminOptions> admin, Apps apps, TokenIssuer issuer)
    {
        var isInvited = Secrets.Match(request.Headers[KeyHeader].ToString(), phone.Value.Key);
        if (!options.Value.Demo || !(isInvited || request.IsLocal()) || !apps.TryFind(DemoOptions.App, out var app))
            return new Problem(ErrorTable.NotFound, "there is no demo here");
        return isInvited ? ForPhone(app, issuer) : ForConsole(app, issuer, admin.Value);
    }

    private static Ok<DemoSessionDto> ForPhone(Apps.App app, TokenIssuer issuer)
    {
        const Roles Rights = Roles.Anchor;
        var (token, expiresAt) = issuer.IssueForApp(app, PhoneUser, Rights);
        return TypedResults.Ok(new DemoSessionDto(token, app.Name, PhoneUser, RoleNames.ToNames(Rights), expiresAt, null));
    }

    private static Ok<DemoSessionDto> ForConsole(Apps.App app, TokenIssuer issuer, AdminOptions admin)
    {
        const Roles Rights = Roles.Admin | Roles.Anchor;
        var (token, expiresAt) = issuer.IssueForApp(app, User, Rights);
        var adminSecret = admin.Secret;
        var operatorToken = adminSecret.Length > 0 ? issuer.IssueForOperator(User, adminSecret).Token : null;
        return TypedResults.Ok(new DemoSessionDto(token, app.Name, User, RoleNames.ToNames(Rights), expiresAt, operatorToken));
    }
}
