using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

public sealed class StreamsApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Create_Stream_AnswersUrlsOnTheNode()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);

        var grant = (await host.PostAsync($"/v1/rooms/{room}/streams", token, new { name = "camera" })).Expect(HttpStatusCode.Created).Json;

        var (sid, push, play) = (Text(grant, "streamId"), grant.GetProperty("push"), grant.GetProperty("play"));
        var (pushToken, playToken) = (Text(push, "token"), Text(play, "token"));
        Assert.Equal("rtmp://127.0.0.1:1935/live", Text(push, "server"));
        Assert.Equal($"{sid}?token={pushToken}", Text(push, "key"));
        Assert.Equal($"{Text(push, "server")}/{Text(push, "key")}", Text(push, "rtmp"));
        var authority = host.Address.Authority;
        Assert.Equal($"rtmp://127.0.0.1:1935/live/{sid}?token={playToken}", Text(play, "rtmp"));
        Assert.Equal($"http://{authority}/live/{sid}.flv?token={playToken}", Text(play, "flv"));
        Assert.Equal($"ws://{authority}/live/{sid}.flv?token={playToken}", Text(play, "wsflv"));
        Assert.Equal($"ws://{authority}/live/{sid}.mp4?token={playToken}", Text(play, "wsmp4"));
        Assert.Equal($"http://{authority}/live/{sid}.m3u8?token={playToken}", Text(play, "hls"));
        Assert.False(play.TryGetProperty("whep", out _));
        Assert.Equal(UrlTokenVerdict.Valid, UrlToken.Check(pushToken, UrlAction.Push, sid, DateTimeOffset.UtcNow, silo.Node.Keys.Push));
        Assert.Equal(UrlTokenVerdict.Valid, UrlToken.Check(playToken, UrlAction.Play, sid, DateTimeOffset.UtcNow, silo.Node.Keys.Play));
        Assert.InRange(grant.GetProperty("expiresAt").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Create_RepeatedUnderOneKey_AnswersTheSame()
    {
        var token = await host.TokenAsync();
        var path = $"/v1/rooms/{await silo.RoomAsync(token)}/streams";
        var key = ("Idempotency-Key", "stream-1");

        var first = await host.PostAsync(path, token, new { name = "camera" }, key);
        var again = await host.PostAsync(path, token, new { name = "camera" }, key);

        Assert.Equal(first.Expect(HttpStatusCode.Created).Text, again.Text);
    }

    [Fact]
    public async Task Play_OfAStream_IsFresh()
    {
        var (room, sid, token) = await StreamAsync();

        var play = (await host.GetAsync($"/v1/rooms/{room}/streams/{sid}/play?isp=x&region=y", token)).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(UrlTokenVerdict.Valid, UrlToken.Check(Text(play, "token"), UrlAction.Play, sid, DateTimeOffset.UtcNow, silo.Node.Keys.Play));
    }

    [Fact]
    public async Task Figures_OfAStream_AreWhatTheNodeReported()
    {
        var (room, sid, token) = await StreamAsync();
        await silo.Node.SendAsync(new Load { Streams = [new StreamLoad { App = "shop", StreamId = sid, VideoCodec = "h264", BitsPerSecond = 818_000, Viewers = new() { ["flv"] = 2 } }] });

        var stream = await FiguresAsync(sid, token);

        Assert.Equal((room, "idle", "ann", "n1", "h264"), (Text(stream, "room"), Text(stream, "status"), Text(stream, "user"), Text(stream, "node"), Text(stream, "videoCodec")));
        Assert.Equal((818_000, 2), (stream.GetProperty("bitsPerSecond").GetInt64(), stream.GetProperty("viewers").GetProperty("flv").GetInt32()));
    }

    [Fact]
    public async Task Figures_OfMany_LeaveOutWhatIsNotThisApps()
    {
        var (room, sid, token) = await StreamAsync();
        var other = (await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "ann", roles = Admin })).Json.GetProperty("token").GetString();

        var mine = (await host.GetAsync($"/v1/streams?ids={sid},nothing,{sid}", token)).Expect(HttpStatusCode.OK).Json.GetProperty("streams");
        var theirs = (await host.GetAsync($"/v1/streams?ids={sid}", other)).Expect(HttpStatusCode.OK).Json.GetProperty("streams");

        Assert.Equal((sid, room), (Text(Assert.Single(mine.EnumerateArray()), "streamId"), Text(mine[0], "room")));
        Assert.Empty(theirs.EnumerateArray());
        (await host.GetAsync($"/v1/streams/{sid}", other)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
        (await host.PostAsync($"/v1/rooms/{room}/streams/{sid}/heartbeat", other, null)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
    }

    [Fact]
    public async Task Stream_UnknownOne_IsNotFound()
    {
        var (room, _, token) = await StreamAsync();

        (await host.GetAsync("/v1/streams/nothing", token)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
        (await host.GetAsync($"/v1/rooms/{room}/streams/nothing/play", token)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/streams/nothing", token)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
        (await host.PostAsync($"/v1/rooms/{room}/streams/nothing/ban", token, new { minutes = 5 })).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
    }

    [Fact]
    public async Task Nodes_ForAnOperator_ShowTheNode()
    {
        var token = await host.OperatorTokenAsync();

        var nodes = (await host.GetAsync("/v1/nodes", token)).Expect(HttpStatusCode.OK).Json.GetProperty("nodes");

        var node = Assert.Single(nodes.EnumerateArray());
        Assert.Equal(("n1", "connected"), (Text(node, "id"), Text(node, "state")));
        (await host.GetAsync("/v1/nodes", await host.TokenAsync("root", "admin"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.PostAsync("/v1/nodes/n2/drain", token, null)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.NodeNotFound);
    }

    private static readonly string[] Admin = ["admin"];

    private async Task<(string Room, string Sid, string Token)> StreamAsync()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);
        var grant = (await host.PostAsync($"/v1/rooms/{room}/streams", token, new { })).Expect(HttpStatusCode.Created).Json;
        return (room, Text(grant, "streamId"), token);
    }

    // The load is on its way through the session.
    private async Task<JsonElement> FiguresAsync(string sid, string token)
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (true)
        {
            var stream = (await host.GetAsync($"/v1/streams/{sid}", token)).Expect(HttpStatusCode.OK).Json;
            if (stream.TryGetProperty("videoCodec", out _)) return stream;
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
