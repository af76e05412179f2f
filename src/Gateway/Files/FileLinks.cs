using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Files;

/// <summary>
/// Links that open one file until they expire, for whoever has them: an <c>img</c> sends no bearer token. App and room stand in the link, so that
/// any gateway finds the file without asking.
/// </summary>
internal sealed class FileLinks(IOptionsMonitor<FileStoreOptions> options, TimeProvider time)
{
    public (string Url, DateTimeOffset ExpiresAt) Make(FilePlace place, HttpRequest request)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + options.CurrentValue.LinkLifetime).ToUnixTimeSeconds());
        var token = UrlToken.Mint(UrlAction.File, place.Subject, expiresAt, options.CurrentValue.Key);
        return ($"{request.Scheme}://{OwnAddress.Of(request)}/v1/files/{place.FileId}?app={place.App}&room={place.Room}&token={token}", expiresAt);
    }

    public UrlTokenVerdict Check(FilePlace place, string? token)
    {
        var (key, key2) = (options.CurrentValue.Key, options.CurrentValue.Key2);
        return UrlToken.Check(token, UrlAction.File, place.Subject, time.GetUtcNow(), key2.Length > 0 ? [key, key2] : [key]);
    }
}
