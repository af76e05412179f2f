using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Files;

/// <summary>
/// Links that open one file until they expire, for whoever has them: an <c>img</c> sends no bearer token. App and room stand in the link, so that
/// any gateway finds the file without asking. A file that is still to be scanned has a link of its own.
/// </summary>
internal sealed class FileLinks(IOptionsMonitor<FileStoreOptions> options, TimeProvider time)
{
    // Longer than a scanner may take.
    private static readonly TimeSpan IncomingLifetime = TimeSpan.FromMinutes(1);

    public (string Url, DateTimeOffset ExpiresAt) Make(FilePlace place, HttpRequest request) => Make(place, $"{request.Scheme}://{OwnAddress.Of(request)}");

    /// <summary><paramref name="origin"/>: scheme and host that the link is opened at.</summary>
    public (string Url, DateTimeOffset ExpiresAt) Make(FilePlace place, string origin)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + options.CurrentValue.LinkLifetime).ToUnixTimeSeconds());
        var token = UrlToken.Mint(UrlAction.File, place.Subject, expiresAt, options.CurrentValue.Key);
        return ($"{origin}/v1/files/{place.FileId}?app={place.App}&room={place.Room}&token={token}", expiresAt);
    }

    /// <summary>
    /// Path and query alone: the host would be the sender's word, who could have the scanner fetch another file elsewhere.
    /// </summary>
    public string MakeIncoming(string name) =>
        $"/v1/files/incoming/{name}?token={UrlToken.Mint(UrlAction.File, SubjectOf(name), time.GetUtcNow() + IncomingLifetime, options.CurrentValue.Key)}";

    public UrlTokenVerdict Check(FilePlace place, string? token) => Check(place.Subject, token);

    public UrlTokenVerdict CheckIncoming(string name, string? token) => Check(SubjectOf(name), token);

    // Two parts: no place has so few.
    private static string SubjectOf(string incoming) => $"incoming/{incoming}";

    private UrlTokenVerdict Check(string subject, string? token)
    {
        var (key, key2) = (options.CurrentValue.Key, options.CurrentValue.Key2);
        return UrlToken.Check(token, UrlAction.File, subject, time.GetUtcNow(), key2.Length > 0 ? [key, key2] : [key]);
    }
}
