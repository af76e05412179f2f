using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Rooms.Gateway.Http;

/// <summary>The web console: files embedded in this assembly, each at its own path, index.html at <c>/</c>, the sign-in page at <c>/signin</c>.</summary>
internal static class ConsoleFiles
{
    // The csproj gives the files these names.
    private const string Prefix = "console/";

    /// <summary>The page runs nothing but its own files; media comes from whichever node has the stream.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; media-src 'self' blob: http: https:; connect-src *; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static readonly FrozenSet<string> Paths = typeof(ConsoleFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => "/" + name[Prefix.Length..])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the sign-in page loads: it must be there for those who are not signed in. A test follows its imports.</summary>
    private static readonly FrozenSet<string> SignIn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "/signin.html", "/favicon.svg", "/icons.svg", "/styles/base.css", "/styles/shell.css", "/app/signinpage.js", "/app/signin.js", "/app/session.js",
        "/app/act.js", "/app/dialog.js", "/app/dom.js", "/app/http.js", "/app/strip.js");

    // What clients of apps take from here, who know nothing of the console.
    private const string ClientFolder = "/sdk/";
    private const string AsyncApi = "/asyncapi.json";

    public static bool Has(string path) => Paths.Contains(path);

    public static bool IsForClients(string path) => Has(path) && (path.StartsWith(ClientFolder, StringComparison.OrdinalIgnoreCase) || path.Equals(AsyncApi, StringComparison.OrdinalIgnoreCase));

    public static bool IsForSignIn(string path) => SignIn.Contains(path);

    public static void MapConsole(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = typeof(ConsoleFiles).Assembly;
        foreach (var path in Paths)
        {
            if (!types.TryGetContentType(path, out var type)) type = "application/octet-stream";
            var file = new EmbeddedFile(Read(assembly, Prefix + path[1..]), type);
            Map(app, path, file);
            if (path == "/index.html") Map(app, "/", file);
            if (path == "/signin.html") Map(app, "/signin", file);
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
