using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Rooms.Gateway.Http;

/// <summary>The web console: files embedded in this assembly, each at its own path, index.html at <c>/</c>.</summary>
internal static class ConsoleFiles
{
    // The csproj gives the files these names.
    private const string Prefix = "console/";
    private const string Index = "index.html";

    /// <summary>The page runs nothing but its own files; media comes from whichever node has the stream.</summary>
    private const string ContentSecurityPolicy = "default-src 'self'; media-src 'self' blob: http: https:; connect-src *; img-src 'self' data: blob:";

    public static void MapConsole(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = typeof(ConsoleFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var path = name[Prefix.Length..].Replace('\\', '/');
            if (!types.TryGetContentType(path, out var type)) type = "application/octet-stream";
            var file = new EmbeddedFile(Read(assembly, name), type);
            Map(app, $"/{path}", file);
            if (path == Index) Map(app, "/", file);
        }
    }

    private static void Map(WebApplication app, string path, EmbeddedFile file) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => file.Answer(context)).AllowAnonymous().ExcludeFromDescription();

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class EmbeddedFile(byte[] bytes, string contentType)
    {
        private readonly EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");

        public FileContentHttpResult Answer(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            // Always asked again, hardly ever sent again: a new version is seen at once.
            headers.CacheControl = "no-cache";
            return TypedResults.Bytes(bytes, contentType, entityTag: tag);
        }
    }
}
