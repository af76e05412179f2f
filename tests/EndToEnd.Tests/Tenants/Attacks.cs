namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>The columns of the matrix. Each asserts what the attacker sees; <see cref="TenantMatrixTests"/> adds that the victim has not changed.</summary>
internal static class Attacks
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int NotFound = 404;

    public static readonly Attack[] All =
    [
        new("no token", NeedsToken, (w, row) => RefuseAsync(w, row, null)),
        new("token of the own secret that names the other app", NeedsToken, (w, row) => RefuseAsync(w, row, ForgedTokens.Make(w.Attacker.Secret, "apple", "apple"))),
        new("own kid, the other app's claim", NeedsToken, (w, row) => RefuseAsync(w, row, ForgedTokens.Make(w.Attacker.Secret, "apple", "melon"))),
        new("the other app's kid, own claim", NeedsToken, (w, row) => RefuseAsync(w, row, ForgedTokens.Make(w.Attacker.Secret, "melon", "apple"))),
        new("token without an app", NeedsToken, (w, row) => RefuseAsync(w, row, ForgedTokens.Make(w.Attacker.Secret, null, "melon", "\"operator\""))),
        new("play URL's token as bearer", NeedsToken, (w, row) => RefuseAsync(w, row, w.Victim.PlayToken)),
        new("push URL's token as bearer", NeedsToken, (w, row) => RefuseAsync(w, row, w.Victim.PushToken)),
        new("is this app known?", NeedsToken, AskForAppAsync),
        new("role operator out of the own secret", NeedsToken, ClaimOperatorAsync),
        new("admin at an operator's page", row => row.Reach == Reach.Operator, (w, row) => SameAsNobodyAsync(w, row, w.Attacker.Admin, Forbidden)),
        new("the other's ids", row => row.Reach == Reach.App && HasId(row), (w, row) => SameAsNobodyAsync(w, row, w.Attacker.Admin)),
        new("the other's ids by API key", row => row.Reach == Reach.App && HasId(row), (w, row) => SameAsNobodyAsync(w, row, w.AttackerKey)),
        new("the other's ids with ?app=", row => row.Reach == Reach.App && !row.Names("{app}"), NameAppAsync),
        new("the other's stream in the own room", row => row.Names("{room}") && row.Names("{sid}"), OwnRoomAsync),
        new("the own stream in the other's room", row => row.Names("{room}") && row.Names("{sid}"), OtherRoomAsync),
        new("the other's file in the own room", row => row.Reach == Reach.App && row.Names("{file}"), OwnRoomFileAsync),
        new("the other's user in the own room", row => row.Names("{room}") && row.Names("{user}"), OtherUserAsync),
        new("same room and user ids in both apps", row => row.Reach == Reach.App, TwinsAsync),
        new("the other's Idempotency-Key", row => row.TakesIdempotencyKey, ReuseKeyAsync),
        new("the other's list cursor", row => row is { Method: "GET", Pattern: "/v1/rooms" }, ReuseCursorAsync),
        new("the other's event number", row => row.Pattern.EndsWith("/events", StringComparison.Ordinal), ReuseSeqAsync),
        new("list without an id", row => row is { Method: "GET", Reach: Reach.App } && !row.Pattern.Contains('{') && !row.Names("{app}"), ListAsync),
        new("the other's web origin", row => row is { Method: "GET", Reach: Reach.App }, OriginAsync),
        new("public page", row => row is { Reach: Reach.Public, Method: "GET" or "DELETE" }, PublicAsync),
        // The audit is of all apps, by name, and so is the list of the largest feeds: that is what they are for.
        new("operator's page shows an app's names", row => row is { Reach: Reach.Operator, Method: "GET" } && row.Pattern is not ("/v1/audit" or "/v1/push/stats"), OperatorPageAsync),
        new("own secret, the other app's name", row => row.Pattern is "/v1/tokens" or "/v1/session" && row.Method == "POST", BuyTokenAsync),
        new("app's token at a node's door", row => row.Reach == Reach.Node, NodeDoorAsync),
        new("own play token", row => row.Reach == Reach.Viewer, (w, row) => SameMediaRefusalAsync(w, row, w.Attacker.PlayToken)),
        new("the other's push token", row => row.Reach == Reach.Viewer, (w, row) => SameMediaRefusalAsync(w, row, w.Victim.PushToken)),
        new("admin token in place of a play token", row => row.Reach == Reach.Viewer, (w, row) => SameMediaRefusalAsync(w, row, w.Attacker.Admin)),
        new("no play token", row => row.Reach == Reach.Viewer, (w, row) => SameMediaRefusalAsync(w, row, null)),
    ];

    private static bool NeedsToken(MatrixRow row) => row.Reach is Reach.App or Reach.Operator;

    private static bool HasId(MatrixRow row) => row.Names("{room}") || row.Names("{sid}") || row.Names("{user}") || row.Names("{new}") || row.Names("{app}") || row.Names("{key}") || row.Names("{event}") || row.Names("{push}") || row.Names("{connection}");

    private static async Task RefuseAsync(TwoTenants world, MatrixRow row, string? token)
    {
        var reply = await world.SendAsync(row, world.VictimPlaces, token);

        Assert.Equal(Unauthorized, reply.Status);
        AssertNoLeak(world, reply, world.VictimPlaces);
    }

    /// <summary>A forged token of an app that is here is refused in the same words as one of an app that is not.</summary>
    private static async Task AskForAppAsync(TwoTenants world, MatrixRow row)
    {
        var known = await world.SendAsync(row, world.VictimPlaces, ForgedTokens.Make("guess", "apple", "apple"));
        var unknown = await world.SendAsync(row, world.VictimPlaces, ForgedTokens.Make("guess", "nobody", "nobody"));

        Assert.Equal(Unauthorized, known.Status);
        Assert.Equal(unknown.Without(), known.Without());
    }

    private static async Task ClaimOperatorAsync(TwoTenants world, MatrixRow row)
    {
        var token = ForgedTokens.Make(world.Attacker.Secret, "melon", "melon", "\"operator\"");
        var reply = await world.SendAsync(row with { Query = With(row.Query, "app=apple") }, world.VictimPlaces, token);

        if (row.Reach == Reach.Operator) Assert.Equal(Forbidden, reply.Status);
        AssertNoLeak(world, reply, world.VictimPlaces);
    }

    private static async Task NameAppAsync(TwoTenants world, MatrixRow row)
    {
        var named = row with { Query = With(row.Query, "app=apple") };
        if (HasId(row)) await SameAsNobodyAsync(world, named, world.Attacker.Admin);
        else await ListAsync(world, named);
    }

    /// <summary>What the other app has is answered exactly as what nobody has.</summary>
    private static async Task SameAsNobodyAsync(TwoTenants world, MatrixRow row, string token, int? status = null)
    {
        // Without the mark: a room of this id in the own app is the attacker's right.
        var number = world.NextNumber();
        var victim = world.VictimPlaces with { New = $"taken-{number}" };
        var nobody = Places.Nobody with { New = $"{Places.Nobody.New}-{number}" };
        if (row.Names("{new}")) await world.RoomAsync(world.Victim.Admin, victim.New, "theirs");
        var reply = await world.SendAsync(row, victim, token);
        var control = await world.SendAsync(row, nobody, token);

        Assert.Equal(control.Without(nobody.Names), reply.Without(victim.Names));
        AssertNoLeak(world, reply, victim);
        if (status is { } wanted) Assert.Equal(wanted, reply.Status);
        else if (row.Names("{room}")) Assert.Equal(NotFound, reply.Status);
    }

    private static async Task OwnRoomAsync(TwoTenants world, MatrixRow row)
    {
        var theirs = world.VictimPlaces with { Room = world.Attacker.Room };
        var reply = await world.SendAsync(row, theirs, world.Attacker.Admin);
        var control = await world.SendAsync(row, Places.Nobody with { Room = world.Attacker.Room }, world.Attacker.Admin);

        Assert.Equal(NotFound, reply.Status);
        Assert.Equal(control.Without(Places.Nobody.StreamId), reply.Without(theirs.StreamId));
    }

    private static async Task OwnRoomFileAsync(TwoTenants world, MatrixRow row)
    {
        var theirs = world.VictimPlaces with { Room = world.Attacker.Room };
        var reply = await world.SendAsync(row, theirs, world.Attacker.Admin);
        var control = await world.SendAsync(row, Places.Nobody with { Room = world.Attacker.Room }, world.Attacker.Admin);

        Assert.Equal(NotFound, reply.Status);
        Assert.Equal(control.Without(Places.Nobody.File), reply.Without(theirs.File));
    }

    private static async Task OtherRoomAsync(TwoTenants world, MatrixRow row)
    {
        var theirs = world.VictimPlaces with { StreamId = world.Attacker.StreamId };
        var reply = await world.SendAsync(row, theirs, world.Attacker.Admin);
        var control = await world.SendAsync(row, Places.Nobody with { StreamId = world.Attacker.StreamId }, world.Attacker.Admin);

        Assert.Equal(NotFound, reply.Status);
        Assert.Equal(control.Without(Places.Nobody.Room), reply.Without(theirs.Room));
    }

    /// <summary>A name is only a name: within the own app it is somebody else of the same name.</summary>
    private static async Task OtherUserAsync(TwoTenants world, MatrixRow row)
    {
        var room = $"own-{world.NextNumber()}";
        await world.RoomAsync(world.Attacker.Admin, room, "own");
        // Without the mark: from here on the name stands in the own app's lists, too.
        var theirs = world.VictimPlaces with { Room = room, User = TwoTenants.TwinUser };
        var reply = await world.SendAsync(row, theirs, world.Attacker.Admin);

        AssertNoLeak(world, reply, theirs);
    }

    private static async Task TwinsAsync(TwoTenants world, MatrixRow row)
    {
        var (token, places) = await MakeTwinsAsync(world);
        var before = await world.SnapshotAsync(places.Room);
        var reply = await world.SendAsync(row, places, token);

        AssertNoLeak(world, reply, places);
        Assert.Equal(before, await world.SnapshotAsync(places.Room));
    }

    private static async Task ReuseKeyAsync(TwoTenants world, MatrixRow row)
    {
        var (token, places) = await MakeTwinsAsync(world);
        var theirToken = await world.TokenAsync("apple", TwoTenants.TwinUser);
        var key = ("Idempotency-Key", $"key-{places.Room}");
        var fresh = places with { New = $"{places.Room}-new" };
        var theirs = await world.SendAsync(row, fresh, theirToken, key);
        Assert.True(row.Names("{sid}") || theirs.IsSuccess, $"the victim's own command failed: {theirs}");
        var before = await world.SnapshotAsync(places.Room);

        // Another body: under a key that both share it would be refused as reused.
        var reply = await world.SendAsync(row with { Body = $"{row.Body![..^1]}, \"other\": 1}}" }, fresh, token, key);

        Assert.True(reply.IsSuccess, $"{reply}");
        AssertNoLeak(world, reply, fresh);
        Assert.Equal(before, await world.SnapshotAsync(places.Room));
    }

    private static async Task ReuseCursorAsync(TwoTenants world, MatrixRow row)
    {
        var cursor = (string)(await world.OkAsync("GET", "/v1/rooms?limit=1", world.Victim.Admin))["next"]!;
        var reply = await world.SendAsync("GET", $"/v1/rooms?limit=1&cursor={cursor}", world.Attacker.Admin);
        var control = await world.SendAsync("GET", "/v1/rooms?limit=1&cursor=AAAAAAAAAAAAAAAAAAAAAA", world.Attacker.Admin);

        Assert.Equal(400, reply.Status);
        Assert.Equal(control.Without(), reply.Without());
    }

    private static async Task ReuseSeqAsync(TwoTenants world, MatrixRow row)
    {
        var seq = (long)(await world.OkAsync("GET", $"/v1/rooms/{world.Victim.Room}", world.Victim.Admin))["seq"]!;
        foreach (var after in (long[])[0, seq - 1, seq, long.MaxValue])
            AssertNoLeak(world, await world.SendAsync("GET", $"/v1/rooms/{world.Attacker.Room}/events?after={after}", world.Attacker.Admin));
    }

    private static async Task ListAsync(TwoTenants world, MatrixRow row)
    {
        var reply = await world.SendAsync(row, world.VictimPlaces, world.Attacker.Admin);

        Assert.True(reply.IsSuccess, $"{reply}");
        AssertNoLeak(world, reply);
    }

    private static async Task OriginAsync(TwoTenants world, MatrixRow row)
    {
        var reply = await world.SendAsync(row, world.VictimPlaces, world.Attacker.Admin, ("Origin", TwoTenants.VictimOrigin));

        Assert.DoesNotContain("Access-Control-Allow-Origin", reply.Headers, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task PublicAsync(TwoTenants world, MatrixRow row)
    {
        foreach (var token in (string?[])[null, world.Attacker.Admin])
            AssertNoLeak(world, await world.SendAsync(row, world.VictimPlaces, token));
    }

    private static async Task OperatorPageAsync(TwoTenants world, MatrixRow row)
    {
        var reply = await world.SendAsync(row, world.VictimPlaces, await world.OperatorTokenAsync());

        Assert.True(reply.IsSuccess, $"{reply}");
        AssertNoLeak(world, reply);
    }

    private static async Task BuyTokenAsync(TwoTenants world, MatrixRow row)
    {
        var body = $$"""{"app": "APP", "secret": "{{world.Attacker.Secret}}", "user": "mel", "roles": ["admin"]}""";
        var known = await world.SendAsync(row with { Body = body.Replace("APP", "apple", StringComparison.Ordinal) }, Places.Nobody, null);
        var unknown = await world.SendAsync(row with { Body = body.Replace("APP", "nobody", StringComparison.Ordinal) }, Places.Nobody, null);

        Assert.Equal(Unauthorized, known.Status);
        Assert.Equal(unknown.Without(), known.Without());
    }

    private static async Task NodeDoorAsync(TwoTenants world, MatrixRow row)
    {
        foreach (var token in (string?[])[null, world.Attacker.Admin, world.Attacker.Secret, world.Victim.PushToken])
            Assert.Equal(Unauthorized, (await world.SendAsync(row, Places.Nobody, token)).Status);
    }

    /// <summary>Refused, in the same words for a stream on air as for one that nobody has.</summary>
    private static async Task SameMediaRefusalAsync(TwoTenants world, MatrixRow row, string? token)
    {
        (string, string)[] upgrade = row.Pattern is "/live/{sid}.mp4"
            ? [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
            : [];
        var reply = await world.SendAsync(row, world.VictimPlaces, token, upgrade);
        var control = await world.SendAsync(row, Places.Nobody, token, upgrade);

        Assert.Equal(Forbidden, reply.Status);
        Assert.Equal(control.Without(Places.Nobody.Names), reply.Without(world.VictimPlaces.Names));
        AssertNoLeak(world, reply, world.VictimPlaces);
    }

    /// <summary>A room of the same id in both apps, and a token of the same user id for the attacker's.</summary>
    private static async Task<(string Token, Places Places)> MakeTwinsAsync(TwoTenants world)
    {
        var room = $"twin-{world.NextNumber()}";
        var theirs = await world.TokenAsync("apple", TwoTenants.TwinUser);
        await world.RoomAsync(theirs, room, $"{TwoTenants.Mark} twin");
        await world.OkAsync("POST", $"/v1/rooms/{room}/messages", theirs, $$"""{"text": "{{TwoTenants.Mark}} says so"}""");
        var token = await world.TokenAsync("melon", TwoTenants.TwinUser);
        var stream = await world.RoomAsync(token, room, "own twin");
        await world.OkAsync("POST", $"/v1/rooms/{room}/members", token, "{}");
        // A guest in each, whom its creator may put out.
        foreach (var creator in (string[])[theirs, token]) await world.OkAsync("POST", $"/v1/rooms/{room}/members", creator, $$"""{"user": "{{room}}-new"}""");
        return (token, new Places(room, (string)stream["streamId"]!, TwoTenants.TwinUser, TwoTenants.NodeId, $"{room}-new", "apple", world.VictimPlaces.Key));
    }

    private static string With(string query, string more) => query.Length == 0 ? $"?{more}" : $"{query}&{more}";

    /// <summary>Nothing of the victim's but what the request itself named.</summary>
    private static void AssertNoLeak(TwoTenants world, Reply reply, Places? sent = null)
    {
        var seen = reply.Headers + reply.Without(sent?.Names ?? []);
        foreach (var secret in (string[])[TwoTenants.Mark, "\"apple\"", world.Victim.StreamId, world.Victim.PlayToken, world.Victim.PushToken, world.Victim.Secret])
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
    }
}
