namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Every endpoint of the server. A new one gets a row here, or <see cref="TenantMatrixTests"/> fails.</summary>
internal static class MatrixRows
{
    public static readonly MatrixRow[] All =
    [
        new("POST", "/v1/tokens", Reach.Public, """{"app": "apple", "secret": "no secret of theirs", "user": "mel", "roles": ["admin"]}"""),
        new("GET", "/v1/demo/session", Reach.Public),
        new("GET", "/v1/session", Reach.Public),
        new("POST", "/v1/session", Reach.Public, """{"app": "apple", "secret": "no secret of theirs", "user": "mel"}"""),
        new("DELETE", "/v1/session", Reach.Public),
        new("GET", "/signin", Reach.Public),
        new("GET", "/oidc/login", Reach.Public),
        new("GET", "/oidc/callback", Reach.Public),
        new("GET", "/v1/apps", Reach.App),
        new("POST", "/v1/apps", Reach.Operator, """{"name": "{new}"}"""),
        new("POST", "/v1/apps/{app}/rotate", Reach.App, """{"graceSeconds": 60}"""),
        new("DELETE", "/v1/apps/{app}", Reach.App),
        new("GET", "/v1/keys", Reach.App, Query: "?app={app}"),
        new("POST", "/v1/keys", Reach.App, """{"app": "{app}", "name": "n", "roles": ["backend"]}"""),
        new("POST", "/v1/keys/{key}/rotate", Reach.App, """{"graceSeconds": 60}"""),
        new("DELETE", "/v1/keys/{key}", Reach.App),
        new("GET", "/v1/audit", Reach.Operator),
        new("POST", "/v1/rooms", Reach.App, """{"id": "{new}", "scene": "live", "name": "n"}"""),
        new("GET", "/v1/rooms", Reach.App, Query: "?limit=100"),
        new("GET", "/v1/rooms/{room}", Reach.App),
        new("PATCH", "/v1/rooms/{room}", Reach.App, """{"name": "taken over"}"""),
        new("DELETE", "/v1/rooms/{room}", Reach.App),
        new("GET", "/v1/rooms/{room}/figures", Reach.App),
        new("POST", "/v1/rooms/{room}/members", Reach.App, """{"user": "{user}"}"""),
        new("DELETE", "/v1/rooms/{room}/members/{user}", Reach.App),
        new("POST", "/v1/rooms/{room}/likes", Reach.App, """{"count": 3}"""),
        new("POST", "/v1/rooms/{room}/gifts", Reach.App, """{"gift": "rose", "to": "{user}", "from": "{user}"}"""),
        new("POST", "/v1/rooms/{room}/messages", Reach.App, """{"text": "hello"}"""),
        new("GET", "/v1/rooms/{room}/events", Reach.App),
        new("POST", "/v1/rooms/{room}/streams", Reach.App, """{"name": "camera"}"""),
        new("GET", "/v1/rooms/{room}/streams/{sid}/play", Reach.App),
        new("POST", "/v1/rooms/{room}/streams/{sid}/heartbeat", Reach.App),
        new("DELETE", "/v1/rooms/{room}/streams/{sid}", Reach.App),
        new("POST", "/v1/rooms/{room}/streams/{sid}/ban", Reach.App, """{"minutes": 5, "reason": "r"}"""),
        new("GET", "/v1/streams/{sid}", Reach.App),
        new("GET", "/v1/streams", Reach.App, Query: "?ids={sid}"),
        new("GET", "/v1/users/{user}", Reach.App),
        new("GET", "/v1/usage", Reach.App),
        new("GET", "/v1/nodes", Reach.Operator),
        new("POST", "/v1/nodes/{node}/drain", Reach.Operator),
        new("GET", "/control", Reach.Node),
        new("GET", "/metrics", Reach.Public),
        new("GET", "/health/live", Reach.Public),
        new("GET", "/health/ready", Reach.Public),
        // A page of the console: all are files of the same folder, without data.
        new("GET", "/", Reach.Public),
        // Swashbuckle's middleware answers it: no endpoint of its own.
        new("GET", "/swagger/v1/swagger.json", Reach.Public),
        .. Media("{sid}.flv", "{sid}.mp4", "{sid}.m3u8", "{sid}.key.mp4", "{sid}.0.init.mp4", "{sid}.1.m4s"),
    ];

    private static IEnumerable<MatrixRow> Media(params string[] files) => files.Select(file => new MatrixRow("GET", $"/live/{file}", Reach.Viewer));
}
