using Microsoft.AspNetCore.Http;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Surface;

/// <summary>The paths of the operators' surface. By path, not by route: a path must be hidden for methods too that it does not take.</summary>
internal static class SurfacePages
{
    private static readonly (PathString Path, SurfacePage Page)[] Folders =
    [
        ("/signin", SurfacePage.SignIn), ("/oidc", SurfacePage.SignIn), ("/v1/session", SurfacePage.SignIn),
        ("/swagger", SurfacePage.Documentation), ("/metrics", SurfacePage.Metrics),
        ("/v1/nodes", SurfacePage.Rest), ("/v1/apps", SurfacePage.Rest), ("/v1/keys", SurfacePage.Rest), ("/v1/audit", SurfacePage.Rest),
    ];

    public static SurfacePage Of(PathString path)
    {
        foreach (var (folder, page) in Folders)
            if (path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase)) return page;
        // The router takes a path with a slash behind for the one without.
        var file = (path.Value ?? "").TrimEnd('/');
        if (ConsoleFiles.IsForClients(file)) return SurfacePage.None;
        if (ConsoleFiles.IsForSignIn(file)) return SurfacePage.SignIn;
        return file.Length == 0 || ConsoleFiles.Has(file) ? SurfacePage.Console : SurfacePage.None;
    }
}
