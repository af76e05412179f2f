using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>
/// One server with two apps. <see cref="Victim"/> has a room on air, people, chat and gifts, all named with <see cref="Mark"/>; <see cref="Attacker"/>
/// is an app's owner with everything that an owner has.
/// </summary>
public sealed partial class TwoTenants : IAsyncLifetime, IDisposable
{
    /// <summary>In every name that the victim gives: an answer that holds it has leaked.</summary>
    public const string Mark = "xq7victim";

    /// <summary>A user id that both apps use.</summary>
    public const string TwinUser = "twin-ann";

    public const string VictimOrigin = "https://xq7victim.example";
    public const string NodeId = "node-1";
    private const string AdminSecret = "the operator's secret 0123456789";

    // Nobody's doing: merged once a second, or how a busy machine's stream is.
    private static readonly string[] OfTheirOwn = ["room.counters", "stream.unhealthy", "stream.recovered"];

    private static readonly string[] OperatorRoles = ["operator"];
    private static readonly string[] AppRoles = ["admin", "anchor", "backend", "user", "supervisor", "agent"];

    private readonly HttpClient http = new();
    private TenantServer server = null!;
    private Tool pusher = null!;
    private string victimKey = "";
    private string victimFile = "";
    private int numbers;

    internal Uri Address => server.Address;

    /// <summary><c>rtmp://host:port/live</c></summary>
    internal string RtmpServer { get; private set; } = "";

    internal Tenant Victim { get; private set; } = null!;

    internal Tenant Attacker { get; private set; } = null!;

    /// <summary>An API key of the attacker's app.</summary>
    internal string AttackerKey { get; private set; } = "";

    internal Places VictimPlaces => new(Victim.Room, Victim.StreamId, $"{Mark}-ann", NodeId, Victim.Room, "apple", victimKey) { File = victimFile };

    public async Task InitializeAsync()
    {
        server = await TenantServer.StartAsync(
            ("Apps:apple:Secret", "apple's secret 0123456789abcdef"), ("Apps:melon:Secret", "melon's secret 0123456789abcdef"),
            ("Apps:apple:Origins", VictimOrigin), ("Apps:melon:Origins", "https://melon.example"),
            ("Admin:Secret", AdminSecret), ("Admin:SealKey", "the key that seals stored secrets, 0123456789"), ("Urls:PushKey", "push key"), ("Urls:PlayKey", "play key"), ("FileStore:Key", "files key"), ("Control:Secret", "the nodes' secret"),
            ("Node:Id", NodeId), ("Limits:RequestsPerSecondPerUser", "1000000"), ("Limits:FailedAttemptsPerMinutePerAddress", "1000000"));
        http.BaseAddress = server.Address;
        Victim = await SettleAsync("apple", $"{Mark}-room");
        Attacker = await SettleAsync("melon", "melon-room");
        victimKey = (string)(await OkAsync("POST", "/v1/keys", Victim.Admin, $$"""{"app": "apple", "name": "{{Mark}} service", "roles": ["backend"]}"""))["key"]!["id"]!;
        AttackerKey = (string)(await OkAsync("POST", "/v1/keys", Attacker.Admin, """{"app": "melon", "name": "service", "roles": ["admin", "backend"]}"""))["secret"]!;
        victimFile = (string)JsonNode.Parse((await SendAsync(MatrixRows.All.Single(row => row.Type == "image/gif"), VictimPlaces, Victim.Admin)).Text)!["fileId"]!;
        await LiveAsync();
    }

    public async Task DisposeAsync()
    {
        await pusher.DisposeAsync();
        await server.DisposeAsync();
    }

    public void Dispose() => http.Dispose();

    /// <summary>Every route of the server.</summary>
    internal IEnumerable<(string Method, string Pattern)> Endpoints => server.Endpoints;

    internal static string SecretOf(string app) => $"{app}'s secret 0123456789abcdef";

    /// <summary>For ids that no other cell uses.</summary>
    internal int NextNumber() => Interlocked.Increment(ref numbers);

    internal Task<Reply> SendAsync(MatrixRow row, Places places, string? token, params (string Name, string Value)[] headers) =>
        SendAsync(row.Method, places.Fill(row.Pattern) + places.Fill(row.Query), token, row.Body is null ? null : Content(places.Fill(row.Body), row.Type), headers);

    internal Task<Reply> SendAsync(string method, string path, string? token, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, token, body is null ? null : Content(body, "application/json"), headers);

    private static StringContent Content(string body, string type) => new(body, Encoding.UTF8, type);

    private async Task<Reply> SendAsync(string method, string path, string? token, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = response.Content.Headers.ContentType?.MediaType switch
        {
            // A stream has no end: its first bytes are answer enough, and of events those that there are.
            ['v', 'i', 'd', 'e', 'o', '/', ..] => "(media)",
            "text/event-stream" => await ReadToLiveAsync(response),
            _ => await response.Content.ReadAsStringAsync(),
        };
        return new Reply((int)response.StatusCode, response.Headers.ToString(), text);
    }

    private static async Task<string> ReadToLiveAsync(HttpResponseMessage response)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        for (string? line = ""; line is not null and not ": live"; line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30))) text.AppendLine(line);
        return text.ToString();
    }

    internal async Task<string> TokenAsync(string app, string user)
    {
        var reply = await SendAsync("POST", "/v1/tokens", null, JsonSerializer.Serialize(new { app, secret = SecretOf(app), user, roles = AppRoles }));
        return (string)JsonNode.Parse(reply.Text)!["token"]!;
    }

    internal async Task<string> OperatorTokenAsync()
    {
        var reply = await SendAsync("POST", "/v1/tokens", null, JsonSerializer.Serialize(new { secret = AdminSecret, user = "root", roles = OperatorRoles }));
        return (string)JsonNode.Parse(reply.Text)!["token"]!;
    }

    /// <summary>A room with a stream, and the stream's id.</summary>
    internal async Task<JsonNode> RoomAsync(string token, string id, string name)
    {
        await OkAsync("POST", "/v1/rooms", token, JsonSerializer.Serialize(new { id, scene = "live", name }));
        return await OkAsync("POST", $"/v1/rooms/{id}/streams", token, JsonSerializer.Serialize(new { name }));
    }

    internal async Task<JsonNode> OkAsync(string method, string path, string token, string? body = null)
    {
        var reply = await SendAsync(method, path, token, body);
        Assert.True(reply.IsSuccess, $"{method} {path}: {reply}");
        return JsonNode.Parse(reply.Text)!;
    }

    /// <summary>All that the victim can see of itself, but for events that come of their own accord.</summary>
    internal async Task<string> SnapshotAsync(params string[] rooms)
    {
        var text = new StringBuilder();
        text.AppendLine((await SendAsync("GET", "/v1/apps", Victim.Admin)).Text).AppendLine((await SendAsync("GET", "/v1/keys", Victim.Admin)).Text);
        foreach (var room in rooms.Append(Victim.Room))
        {
            text.AppendLine(Seq().Replace((await SendAsync("GET", $"/v1/rooms/{room}", Victim.Admin)).Text, ""));
            var events = await OkAsync("GET", $"/v1/rooms/{room}/events?limit=100", Victim.Admin);
            foreach (var item in events["events"]!.AsArray().Where(item => !OfTheirOwn.Contains((string?)item!["type"]))) text.AppendLine($"{item!["type"]} {item["data"]}");
        }
        // The twin acts of its own accord where rooms are named.
        foreach (var user in rooms.Length == 0 ? [$"{Mark}-ann"] : (string[])[$"{Mark}-ann", TwinUser]) text.AppendLine((await SendAsync("GET", $"/v1/users/{user}", Victim.Admin)).Text);
        return text.ToString();
    }

    /// <summary>An admin's token, a room, a stream, people and words.</summary>
    private async Task<Tenant> SettleAsync(string app, string room)
    {
        var isVictim = app == "apple";
        var name = isVictim ? Mark : "melon";
        var admin = await TokenAsync(app, isVictim ? $"{Mark}-admin" : "mel");
        var stream = await RoomAsync(admin, room, $"{name} kitchen");
        await OkAsync("POST", $"/v1/rooms/{room}/members", admin, $$"""{"user": "{{name}}-ann"}""");
        if (isVictim) await OkAsync("POST", $"/v1/rooms/{room}/members", admin, $$"""{"user": "{{TwinUser}}"}""");
        await OkAsync("POST", $"/v1/rooms/{room}/messages", admin, $$"""{"text": "{{name}} says hello"}""");
        await OkAsync("POST", $"/v1/users/{name}-ann/messages", admin, $$"""{"text": "{{name}} writes in private", "from": "support"}""");
        await OkAsync("POST", $"/v1/rooms/{room}/gifts", admin, $$"""{"gift": "{{name}}-rose", "from": "{{name}}-ann"}""");
        for (var i = 0; i < 3; i++) await OkAsync("POST", "/v1/rooms", admin, $$"""{"id": "{{name}}-{{i}}", "scene": "live", "name": "{{name}} {{i}}"}""");
        return new Tenant(app, SecretOf(app), admin, room, (string)stream["streamId"]!, (string)stream["play"]!["token"]!, (string)stream["push"]!["token"]!);
    }

    /// <summary>The victim's stream goes on air: figures, metrics and play paths have something to leak.</summary>
    private async Task LiveAsync()
    {
        var push = await OkAsync("POST", $"/v1/rooms/{Victim.Room}/streams", Victim.Admin, $$"""{"name": "{{Mark}} camera"}""");
        pusher = Tool.Start("ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", await Clip.PathAsync(), "-c", "copy", "-f", "flv", (string)push["push"]!["rtmp"]!);
        RtmpServer = (string)push["push"]!["server"]!;
        Victim = Victim with { StreamId = (string)push["streamId"]!, PlayToken = (string)push["play"]!["token"]!, PushToken = (string)push["push"]!["token"]! };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (long after = 0; ;)
        {
            deadline.Token.ThrowIfCancellationRequested();
            var page = await OkAsync("GET", $"/v1/rooms/{Victim.Room}/events?after={after}&wait=5", Victim.Admin);
            if (page["events"]!.AsArray().Any(item => (string?)item!["type"] == "stream.started")) return;
            after = (long)page["next"]!;
        }
    }

    [GeneratedRegex("\"seq\":\\d+")]
    private static partial Regex Seq();
}
