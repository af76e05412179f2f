using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Registry;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>The apps: operators make and revoke them, an app's admin may change its secret (docs/operators.md).</summary>
internal static class AppsApi
{
    public static void MapApps(this RouteGroupBuilder v1)
    {
        var apps = v1.MapGroup("/apps").RequireAuthorization(BearerHandler.AdminPolicy).Refuses(ErrorCodes.Forbidden);
        apps.MapGet("", List)
            .Produces<AppsDto>()
            .Says("List apps", "Operators: all. An admin: the own one.");
        apps.MapPost("", CreateAsync)
            .Takes<CreateAppBody>("""{"name": "shop-eu"}""")
            .Produces<MadeAppDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.AppExists, ErrorCodes.RegistryFull, ErrorCodes.IdempotencyKeyReused)
            .Says("Make an app", "Operators only. The secret is told once; it signs the app's tokens and buys them.");
        apps.MapPost("/{app}/rotate", RotateAsync)
            .Takes<RotateBody>("""{"graceSeconds": 3600}""")
            .Produces<MadeAppDto>()
            .Refuses(ErrorCodes.AppNotFound, ErrorCodes.IdempotencyKeyReused)
            .Says("Change an app's secret", "The secret before stays valid for the grace, and tokens that were signed with it.");
        apps.MapDelete("/{app}", RevokeAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.AppNotFound)
            .Says("Revoke an app", "Operators only. Its tokens, keys and sessions are refused from now on, its streams are cut; its rooms stay as they are.");
    }

    private static Ok<AppsDto> List(HttpContext context, Apps apps, StoredApps stored, TimeProvider time)
    {
        var caller = RegistryCommands.CallerOf(context);
        var configured = apps.Configured.Where(app => RegistryCommands.Sees(caller, app)).Select(app => AppDto.OfConfiguration(app, KeysOf(stored, app)));
        var made = stored.Apps.Where(app => RegistryCommands.Sees(caller, app.Name) && !apps.Configured.Contains(app.Name)).Select(app => ToDto(app, stored, time));
        return TypedResults.Ok(new AppsDto([.. configured.Concat(made).OrderBy(app => app.Name, StringComparer.Ordinal)]));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, Body<CreateAppBody> body, RegistryCommands registry, AppSecrets secrets, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        var name = body.Value.Name!;
        if (registry.IsConfigured(caller, name)) return new Problem(ErrorCodes.AppExists, "the configuration has an app of this name");
        if (secrets.Make(name) is not { } secret) return AppSecrets.NoSealKey();
        var outcome = await registry.ChangeAsync<StoredApp>(grain => grain.CreateAppAsync(caller, name, secret, body.Stamp, cancellation), cancellation);
        return outcome.To(app => secrets.Answer(app, StatusCodes.Status201Created));
    }

    private static async Task<IResult> RotateAsync(
        string app, HttpContext context, Body<RotateBody> body, RegistryCommands registry, AppSecrets secrets, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        if (registry.IsConfigured(caller, app)) return Configured();
        if (secrets.Make(app) is not { } secret) return AppSecrets.NoSealKey();
        var outcome = await registry.ChangeAsync<StoredApp>(grain => grain.RotateAppAsync(caller, app, secret, body.Value.Grace, body.Stamp, cancellation), cancellation);
        return outcome.To(rotated => secrets.Answer(rotated, StatusCodes.Status200OK));
    }

    private static async Task<IResult> RevokeAsync(string app, HttpContext context, RegistryCommands registry, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        if (registry.IsConfigured(caller, app)) return Configured();
        var outcome = await registry.ChangeAsync<Done>(grain => grain.RevokeAppAsync(caller, app, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static Problem Configured() => new(ErrorCodes.Forbidden, "this app is one of the configuration: change it there (Apps:NAME:Secret, Secret2)");

    private static AppDto ToDto(StoredApp app, StoredApps stored, TimeProvider time) => AppDto.From(app, KeysOf(stored, app.Name), time.GetUtcNow());

    private static int KeysOf(StoredApps stored, string app) => stored.Keys.Count(key => key.App == app);
}
