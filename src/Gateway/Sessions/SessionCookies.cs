using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Sessions;

/// <summary>
/// The console's cookies: no script reads them (HttpOnly), no other site's page sends them with a command (SameSite=Lax; top-level links still work,
/// which the way back from an identity provider is), and under TLS they never travel without it.
/// </summary>
internal static class SessionCookies
{
    private const string Session = "rooms-session";
    private const string SignIn = "rooms-signin";

    /// <summary>RFC 6265bis section 4.1.3.2: a browser takes such a name only with Secure, from this host, for all of it.</summary>
    private const string HostPrefix = "__Host-";

    public static string? ReadSession(HttpRequest request) => request.Cookies[Name(request, Session)];

    public static string? ReadSignIn(HttpRequest request) => request.Cookies[Name(request, SignIn)];

    public static void WriteSession(HttpContext context, string value, DateTimeOffset expiresAt) => Write(context, Session, value, expiresAt);

    public static void WriteSignIn(HttpContext context, string value, DateTimeOffset expiresAt) => Write(context, SignIn, value, expiresAt);

    public static void DropSession(HttpContext context) => Drop(context, Session);

    public static void DropSignIn(HttpContext context) => Drop(context, SignIn);

    private static string Name(HttpRequest request, string name) => request.IsHttps ? HostPrefix + name : name;

    private static void Write(HttpContext context, string name, string value, DateTimeOffset? expiresAt) =>
        context.Response.Cookies.Append(Name(context.Request, name), value, Options(context.Request, expiresAt));

    private static void Drop(HttpContext context, string name) => Write(context, name, "", DateTimeOffset.UnixEpoch);

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? expiresAt) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", Expires = expiresAt, IsEssential = true };
}
