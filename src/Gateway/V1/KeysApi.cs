using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Registry;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>API keys: bearer tokens without an end, for servers (docs/operators.md).</summary>
internal static class KeysApi
{
    public static void MapKeys(this RouteGroupBuilder v1)
    {
        var keys = v1.MapGroup("/keys").RequireAuthorization(BearerHandler.AdminPolicy).Refuses(ErrorCodes.Forbidden);
        keys.MapGet("", List)
            .Produces<KeysDto>()
            .Refuses(ErrorCodes.AppNotFound)
            .Says("List API keys", "Operators: all, or an app's. An admin: those of the own app. Secrets are not among it: nobody has them.");
        keys.MapPost("", CreateAsync)
            .Takes<CreateKeyBody>("""{"app": "shop", "name": "order service", "roles": ["backend"]}""")
            .Produces<MadeKeyDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.AppNotFound, ErrorCodes.RegistryFull, ErrorCodes.IdempotencyKeyReused)
            .Says("Make an API key", "The secret is told once.");
        keys.MapPost("/{key}/rotate", RotateAsync)
            .Takes<RotateBody>("""{"graceSeconds": 3600}""")
            .Produces<MadeKeyDto>()
            .Refuses(ErrorCodes.KeyNotFound, ErrorCodes.IdempotencyKeyReused)
            .Says("Change a key's secret", "The secret before stays valid for the grace.");
        keys.MapDelete("/{key}", RevokeAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.KeyNotFound)
            .Says("Revoke an API key", "It is refused from now on; by other gateway processes within a second.");
    }

    private static IResult List(HttpContext context, StoredApps stored, TimeProvider time, [Description("Default: every app that you may see.")] string? app = null)
    {
        var caller = RegistryCommands.CallerOf(context);
        if (app is not null && !RegistryCommands.Sees(caller, app)) return new Problem(ErrorCodes.AppNotFound, "no such app");
        var seen = stored.Keys.Where(key => RegistryCommands.Sees(caller, key.App) && (app is null || key.App == app));
        return TypedResults.Ok(new KeysDto([.. seen.OrderByDescending(key => key.MadeAt).Select(key => KeyDto.From(key, time.GetUtcNow()))]));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, Body<CreateKeyBody> body, RegistryCommands registry, Apps apps, IOptions<AdminOptions> admin, TimeProvider time, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        var wanted = body.Value;
        var app = wanted.App ?? caller.App;
        if (wanted.ExpiresAt <= time.GetUtcNow()) return new Problem(ErrorCodes.BodyInvalid, "expiresAt: has passed");
        // In the same words whether it is another's or nobody's.
        if (app.Length > 0 && !(RegistryCommands.Sees(caller, app) && apps.TryFind(app, out _))) return new Problem(ErrorCodes.AppNotFound, "no such app");
        if (admin.Value.SealKey.Length == 0) return AppSecrets.NoSealKey();
        var secret = ApiKeyText.NewSecret(admin.Value.SealKey, caller, body.Stamp);
        var key = new NewApiKey(ApiKeyText.NewId(), app, wanted.Name!, wanted.ParsedRoles(), wanted.ExpiresAt, ApiKeyText.Hash(secret));
        var outcome = await registry.ChangeAsync<ApiKey>(grain => grain.CreateKeyAsync(caller, key, body.Stamp, cancellation), cancellation);
        return outcome.To(made => Answer(made, secret, time, StatusCodes.Status201Created));
    }

    private static async Task<IResult> RotateAsync(
        string key, HttpContext context, Body<RotateBody> body, RegistryCommands registry, IOptions<AdminOptions> admin, TimeProvider time, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        if (admin.Value.SealKey.Length == 0) return AppSecrets.NoSealKey();
        var secret = ApiKeyText.NewSecret(admin.Value.SealKey, caller, body.Stamp);
        var outcome = await registry.ChangeAsync<ApiKey>(
            grain => grain.RotateKeyAsync(caller, key, ApiKeyText.Hash(secret), body.Value.Grace, body.Stamp, cancellation), cancellation);
        return outcome.To(rotated => Answer(rotated, secret, time, StatusCodes.Status200OK));
    }

    private static async Task<IResult> RevokeAsync(string key, HttpContext context, RegistryCommands registry, CancellationToken cancellation)
    {
        var caller = RegistryCommands.CallerOf(context);
        var outcome = await registry.ChangeAsync<Done>(grain => grain.RevokeKeyAsync(caller, key, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static JsonHttpResult<MadeKeyDto> Answer(ApiKey key, string secret, TimeProvider time, int status) =>
        TypedResults.Json(new MadeKeyDto(KeyDto.From(key, time.GetUtcNow()), new ApiKeyText(key.Id, secret).ToString()), statusCode: status);
}
