using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Rooms.Gateway.Files;

/// <summary>
/// A file as the answer to a link: whole or a range of it, and nothing but the type that its bytes have. Whatever is in it runs nothing and loads
/// nothing, also where somebody opens the link itself.
/// </summary>
internal static class FileAnswer
{
    private const string ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'";

    /// <summary>What nobody has looked at yet: bytes for a scanner, and a file to save for anybody else.</summary>
    public static IResult OfUnscanned(HttpResponse response, Stream content)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        return TypedResults.File(content, "application/octet-stream", "unscanned");
    }

    public static IResult Of(HttpResponse response, FileNote note, Stream content)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentDisposition = Disposition(note);
        // Asked again, hardly ever sent again: a file that is taken away is gone at once.
        headers.CacheControl = "private, no-cache";
        return TypedResults.File(content, note.Type, lastModified: note.At, entityTag: new EntityTagHeaderValue($"\"{note.Sha256}\""), enableRangeProcessing: true);
    }

    // A document is saved; a picture or a recording is shown where it stands.
    private static string Disposition(FileNote note)
    {
        var header = new ContentDispositionHeaderValue(note.Type.StartsWith("application/", StringComparison.Ordinal) ? "attachment" : "inline");
        header.SetHttpFileName(note.Name);
        return header.ToString();
    }
}
