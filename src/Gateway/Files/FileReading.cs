using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Files;

/// <summary>Answers a link to a file, on whichever port it is asked for.</summary>
internal sealed class FileReading(FileStore store, FileLinks links)
{
    public async Task<IResult> OpenAsync(FilePlace place, string? token, HttpResponse response, CancellationToken cancellation)
    {
        // What is signed is an id; what is not must not become a path.
        var isPlace = Ids.IsValid(place.App) && Ids.IsValid(place.Room) && Ids.IsValid(place.FileId);
        if (Refuse(isPlace ? links.Check(place, token) : UrlTokenVerdict.Invalid) is { } refused) return refused;
        if (await store.FindAsync(place, cancellation) is not { } note || store.Open(place) is not { } content) return NotFound();
        return FileAnswer.Of(response, note, content);
    }

    /// <summary>A file that the app's scanner is asked about.</summary>
    public IResult OpenIncoming(string name, string? token, HttpResponse response)
    {
        if (Refuse(links.CheckIncoming(name, token)) is { } refused) return refused;
        return store.OpenIncoming(name) is { } content ? FileAnswer.OfUnscanned(response, content) : NotFound();
    }

    public static Problem NotFound() => new(ErrorCodes.FileNotFound, "the room has no such file");

    /// <summary>Null: the link is genuine and has not expired.</summary>
    private static Problem? Refuse(UrlTokenVerdict verdict) => verdict switch
    {
        UrlTokenVerdict.Valid => null,
        UrlTokenVerdict.Expired => new Problem(ErrorCodes.SignatureExpired, "the link has expired; a member of the room gets a fresh one"),
        _ => new Problem(ErrorCodes.SignatureInvalid, "the link is not one of ours"),
    };
}
