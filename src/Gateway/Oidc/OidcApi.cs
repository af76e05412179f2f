using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Http;
using Rooms.Gateway.Sessions;

namespace Rooms.Gateway.Oidc;

/// <summary><c>/oidc/login</c> sends a browser to the identity provider, which sends it to <c>/oidc/callback</c>.</summary>
internal static class OidcApi
{
    public static void AddOidc(this IServiceCollection services) => services
        .AddChecked<OidcOptions>(OidcOptions.Section)
        .AddSingleton<OidcProvider>().AddSingleton<IdTokenReader>().AddSingleton<OidcSignIn>();

    public static void MapOidc(this WebApplication app)
    {
        app.MapGet("/oidc/login", LoginAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(OidcSignIn.CallbackPath, CallbackAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> LoginAsync(HttpContext context, OidcSignIn signIn)
    {
        if (!signIn.IsEnabled) return NotServed();
        var address = await signIn.BeginAsync(context, ReturnPath.Of(context.Request.Query["return"]));
        return TypedResults.Redirect(address ?? $"/signin?reason={SignInRefusals.ProviderUnavailable}");
    }

    private static async Task<IResult> CallbackAsync(HttpContext context, OidcSignIn signIn)
    {
        if (!signIn.IsEnabled) return NotServed();
        // The address holds a code: it is kept nowhere and told to nobody.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Redirect(await signIn.FinishAsync(context));
    }

    private static Problem NotServed() => new(ErrorTable.NotFound, "no identity provider is configured (Oidc:Authority, Oidc:ClientId)");
}
