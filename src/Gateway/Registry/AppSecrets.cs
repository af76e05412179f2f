using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Registry;

/// <summary>
/// Makes the secrets of apps, and opens them for the one answer that tells them. Out of here they are sealed: the journal and its backups hold nothing
/// that signs a token.
/// </summary>
internal sealed class AppSecrets(IOptions<AdminOptions> admin, StoredApps stored, TimeProvider time)
{
    /// <summary>A new secret, sealed for the app. Null: there is no key to seal with.</summary>
    public string? Make(string app) =>
        admin.Value.SealKey is { Length: > 0 } key ? SealedText.Seal(ApiKeyText.NewSecret(), key, StoredApps.PurposeOf(app)) : null;

    /// <summary>A repeat of a stamped command gets the first one's secret: what is opened is what was stored.</summary>
    public IResult Answer(StoredApp app, int status)
    {
        if (!SealedText.TryOpen(app.Current.Text, admin.Value.SealKey, StoredApps.PurposeOf(app.Name), out var secret)) return NoSealKey();
        var keys = stored.Keys.Count(key => key.App == app.Name);
        return TypedResults.Json(new MadeAppDto(AppDto.From(app, keys, time.GetUtcNow()), secret), statusCode: status);
    }

    public static Problem NoSealKey() => new(ErrorCodes.Forbidden, "secrets cannot be kept: Admin:SealKey is not set, or not the one they were sealed with");
}
