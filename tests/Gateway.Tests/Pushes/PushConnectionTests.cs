using System.Net;
using System.Text.Json;
using Rooms.Gateway.Tests.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Pushes;

/// <summary>Pushes to connections that are there, and the list of them.</summary>
public sealed class PushConnectionTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] AnchorRoles = ["anchor"];
    private static readonly string[] AdminRoles = ["admin"];
    private static readonly string[] GoldOne = ["gold-1"];
    private static readonly string[] GoldTwo = ["gold-2"];
    private static readonly string[] Metals = ["gold-1", "gold-2", "silver"];
    private static readonly string[] Later = ["later-1"];
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Push_ToOneConnection_ReachesThatOneOnly_WithoutANumber()
    {
        await using var one = await RoomsClient.EnterAsync(host, await host.TokenAsync("one"));
        await using var other = await RoomsClient.EnterAsync(host, await host.TokenAsync("other"));

        var answer = await PushAsync(new { to = new { connections = new[] { one.Connection.Id, "nobody" } }, type = "notice", text = "psst", data = new { a = 1 } });

        Assert.Equal(1, answer.GetProperty("connections").GetInt32());
        var frame = await one.ReadAsync();
        Assert.Equal(("event", "@push", 0L, "push"), ((string?)frame["op"], (string?)frame["room"], (long)frame["seq"]!, (string?)frame["type"]));
        Assert.Equal(("notice", "psst", 1), ((string?)frame["data"]!["type"], (string?)frame["data"]!["text"], (int)frame["data"]!["data"]!["a"]!));
        await other.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await other.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Push_ToALabel_ReachesWhoHasIt_FromHelloOrLaterOn()
    {
        await using var hello = await RoomsClient.ConnectAsync(host);
        await hello.SendAsync(new { op = "hello", token = await host.TokenAsync("hel"), labels = GoldOne });
        await hello.ReadUntilAsync("welcome");
        await using var later = await RoomsClient.EnterAsync(host, await host.TokenAsync("lat"));
        var admin = await host.TokenAsync("root", "admin");
        (await host.SendAsync(HttpMethod.Put, $"/v1/connections/{later.Connection.Id}/labels", admin, new { labels = GoldTwo })).Expect(HttpStatusCode.NoContent);

        var answer = await PushAsync(new { to = new { labels = Metals }, text = "for you" });

        Assert.Equal(2, answer.GetProperty("connections").GetInt32());
        Assert.Equal("for you", (string?)(await hello.ReadAsync())["data"]!["text"]);
        Assert.Equal("for you", (string?)(await later.ReadAsync())["data"]!["text"]);
    }

    [Fact]
    public async Task Push_ToAll_ReachesTheAppsConnections_AndNoOtherApps()
    {
        await using var ours = await RoomsClient.EnterAsync(host, await host.TokenAsync("ours"));
        await using var theirs = await RoomsClient.EnterAsync(host, await OtherAsync(AnchorRoles));

        await PushAsync(new { to = new { all = true, connections = new[] { theirs.Connection.Id } }, text = "everybody" });

        Assert.Equal("everybody", (string?)(await ours.ReadAsync())["data"]!["text"]);
        await theirs.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await theirs.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Push_ToAConnectionOfServerSentEvents_IsAnEventWithoutAnId()
    {
        var anchor = await host.TokenAsync("reader");
        var room = await silo.RoomAsync(anchor);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/rooms/{room}/events/stream?after=1000");
        request.Headers.Authorization = new("Bearer", anchor);
        using var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync());
        // From here on everything is news.
        await ReadUntilAsync(stream, ": live");
        var listed = Assert.Single((await host.GetAsync($"/v1/connections?room={room}", await host.TokenAsync("root", "admin"))).Json.GetProperty("connections").EnumerateArray());

        var pushed = await PushAsync(new { to = new { connections = new[] { listed.GetProperty("id").GetString() } }, type = "notice", text = "psst" });
        await stream.ReadLineAsync().WaitAsync(Deadline.Generous);
        var head = await stream.ReadLineAsync().WaitAsync(Deadline.Generous);
        var data = JsonSerializer.Deserialize<JsonElement>((await stream.ReadLineAsync().WaitAsync(Deadline.Generous))!["data: ".Length..]);

        Assert.Equal((1, "sse", "reader"), (pushed.GetProperty("connections").GetInt32(), listed.GetProperty("protocol").GetString(), listed.GetProperty("user").GetString()));
        Assert.Equal(("event: push", "push", "psst"), (head, data.GetProperty("type").GetString(), data.GetProperty("data").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Push_SameIdempotencyKey_IsSentOnce()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("once"));
        var backend = await host.TokenAsync("srv", "backend");
        var key = ("Idempotency-Key", client.Connection.Id);
        var body = new { to = new { connections = new[] { client.Connection.Id } }, text = "once" };

        var first = (await host.PostAsync("/v1/push", backend, body, key)).Expect(HttpStatusCode.Accepted);
        var again = (await host.PostAsync("/v1/push", backend, body, key)).Expect(HttpStatusCode.Accepted);
        var other = await host.PostAsync("/v1/push", backend, body with { text = "twice" }, key);

        Assert.Equal(first.Text, again.Text);
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        Assert.Equal("once", (string?)(await client.ReadAsync())["data"]!["text"]);
        await client.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await client.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Push_ToALabelLater_ReachesWhoIsThereThen()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("later"));
        (await host.SendAsync(HttpMethod.Put, $"/v1/connections/{client.Connection.Id}/labels", await host.TokenAsync("root", "admin"), new { labels = Later }))
            .Expect(HttpStatusCode.NoContent);
        var at = DateTimeOffset.UtcNow.AddSeconds(1);

        var push = await PushAsync(new { to = new { labels = Later }, text = "now", at });

        var frame = await client.ReadAsync();

        Assert.Equal(("@push", "now", push.GetProperty("id").GetString()), ((string?)frame["room"], (string?)frame["data"]!["text"], (string?)frame["data"]!["id"]));
        Assert.Equal(0, push.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task List_ByUserAndRoom_ShowsWhoIsThere_ToTheAppsAdminOnly()
    {
        var anchor = await host.TokenAsync("lister");
        var room = await silo.RoomAsync(anchor);
        await using var inRoom = await RoomsClient.EnterAsync(host, anchor, new { room, after = 0 });
        await inRoom.ReadUntilAsync("snapshot");
        await using var beside = await RoomsClient.EnterAsync(host, anchor);
        var admin = await host.TokenAsync("root", "admin");
        await inRoom.SendAsync(new { op = "ack", room, seq = 1 });
        // Answered in order.
        await inRoom.SendAsync(new { op = "ping" });
        await inRoom.ReadUntilAsync("pong");

        var ofUser = (await host.GetAsync("/v1/connections?user=lister", admin)).Expect(HttpStatusCode.OK).Json.GetProperty("connections").EnumerateArray();
        var ofRoom = Assert.Single((await host.GetAsync($"/v1/connections?room={room}", admin)).Json.GetProperty("connections").EnumerateArray());

        Assert.Equal(new[] { inRoom.Connection.Id, beside.Connection.Id }.Order(), ofUser.Select(one => one.GetProperty("id").GetString()!).Order());
        Assert.Equal((inRoom.Connection.Id, "127.0.0.1", room), (ofRoom.GetProperty("id").GetString(), ofRoom.GetProperty("address").GetString(), ofRoom.GetProperty("rooms")[0].GetString()));
        Assert.Equal(1, ofRoom.GetProperty("acknowledged").GetProperty(room).GetInt64());
        (await host.GetAsync("/v1/connections", anchor)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.GetAsync("/v1/connections?limit=0", admin)).AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
    }

    [Fact]
    public async Task Close_OwnConnection_EndsIt_AnotherAppsIsNotFound()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("closed"));
        var path = $"/v1/connections/{client.Connection.Id}";
        var theirs = await OtherAsync(AdminRoles);

        (await host.SendAsync(HttpMethod.Delete, path, theirs)).AssertProblem(HttpStatusCode.NotFound, "connection_not_found");
        (await host.SendAsync(HttpMethod.Put, $"{path}/labels", theirs, new { labels = AdminRoles })).AssertProblem(HttpStatusCode.NotFound, "connection_not_found");
        (await host.SendAsync(HttpMethod.Delete, path, await host.TokenAsync("root", "admin"))).Expect(HttpStatusCode.NoContent);

        Assert.Equal("closed by the app", (await client.ReadCloseAsync()).Reason);
    }

    private static async Task ReadUntilAsync(StreamReader stream, string wanted)
    {
        while (await stream.ReadLineAsync().WaitAsync(Deadline.Generous) is { } line)
            if (line == wanted) return;
        throw new EndOfStreamException($"the stream ended before {wanted}");
    }

    private async Task<JsonElement> PushAsync(object body) =>
        (await host.PostAsync("/v1/push", await host.TokenAsync("srv", "backend"), body)).Expect(HttpStatusCode.Accepted).Json;

    private async Task<string> OtherAsync(string[] roles)
    {
        var sold = await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "oli", roles });
        return sold.Json.GetProperty("token").GetString()!;
    }
}
