using System.Net;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>A publisher's way through the control channel, the grains and REST.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    // One a test: the tests talk to its one node.
    private readonly SiloHost silo = new();
    private string token = "";
    private string room = "";
    private string sid = "";

    private string Stream => $"/v1/rooms/{room}/streams/{sid}";

    public async Task InitializeAsync()
    {
        await silo.InitializeAsync();
        token = await silo.Host.TokenAsync();
        room = await silo.RoomAsync(token);
        var grant = (await silo.Host.PostAsync($"/v1/rooms/{room}/streams", token, new { })).Expect(HttpStatusCode.Created).Json;
        sid = grant.GetProperty("streamId").GetString()!;
    }

    public Task DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Publisher_IsAllowedAndTheRoomTellsOfItsLife()
    {
        var answer = await AskAsync("p1");
        await SayAsync("started");
        var started = await EventAsync("stream.started");
        (await silo.Host.PostAsync($"{Stream}/heartbeat", token, null)).Expect(HttpStatusCode.NoContent);
        await SayAsync("lost");
        await EventAsync("stream.lost");
        await SayAsync("returned");
        await SayAsync("ended");
        await EventAsync("stream.ended");

        Assert.Equal((null, "shop", room), (answer.Code, answer.App, answer.Room));
        Assert.Equal(sid, started.GetProperty("data").GetProperty("streamId").GetString());
    }

    [Fact]
    public async Task Publisher_OfADeletedStream_IsCut()
    {
        await AskAsync("p1");
        await SayAsync("started");
        await EventAsync("stream.started");

        (await silo.Host.SendAsync(HttpMethod.Delete, Stream, token)).Expect(HttpStatusCode.NoContent);

        Assert.Equal(sid, (await OrderAsync<Unpublish>()).StreamId);
        await EventAsync("stream.ended");
    }

    [Fact]
    public async Task Publisher_OfABannedStream_IsCutAndRefused()
    {
        await AskAsync("p1");
        await SayAsync("started");
        await EventAsync("stream.started");

        (await silo.Host.PostAsync($"{Stream}/ban", token, new { minutes = 5, reason = "test" })).Expect(HttpStatusCode.NoContent);

        Assert.Equal(sid, (await OrderAsync<Unpublish>()).StreamId);
        Assert.Equal(ErrorCodes.Forbidden, (await AskAsync("p2")).Code);
        (await silo.Host.GetAsync($"{Stream}/play", token)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Cards_WithoutAMediaTime_HaveTheStreamsOwn()
    {
        await AskAsync("p1");
        await SayAsync("started");
        await EventAsync("stream.started");
        await silo.Node.SendAsync(new Load { Streams = [new StreamLoad { App = "shop", StreamId = sid, VideoCodec = "h264", MediaMilliseconds = 5_000_000 }] });
        await FiguresAsync();

        var set = await silo.Host.SendAsync(HttpMethod.Put, $"/v1/rooms/{room}/cards", token, new { cards = new[] { new { id = "pan", title = "Pan" } } });

        Assert.InRange(set.Expect(HttpStatusCode.OK).Json.GetProperty("mediaTime").GetInt64(), 5_000_000, 5_000_000 + (long)Deadline.Generous.TotalMilliseconds);
    }

    [Fact]
    public async Task Publisher_OfAClosedRoom_IsRefused()
    {
        await silo.Host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", token);

        Assert.NotNull((await AskAsync("p1")).Code);
    }

    [Fact]
    public async Task Heartbeat_OfSomebodyElse_IsForbidden()
    {
        await AskAsync("p1");
        await SayAsync("started");
        await EventAsync("stream.started");

        (await silo.Host.PostAsync($"{Stream}/heartbeat", await silo.Host.TokenAsync("bob", "user"), null)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    private async Task<PublishAnswer> AskAsync(string session)
    {
        await silo.Node.SendAsync(new PublishAsk { Id = session, StreamId = sid, Session = session, TokenHash = "h", Protocol = "rtmp", Address = "127.0.0.1" });
        return await OrderAsync<PublishAnswer>();
    }

    private ValueTask SayAsync(string kind) =>
        silo.Node.SendAsync(new StreamEvent { App = "shop", Room = room, StreamId = sid, Session = "p1", Kind = kind });

    /// <summary>The next message of this kind; questions whether the stream is alive may come between.</summary>
    private async Task<T> OrderAsync<T>()
        where T : ControlMessage
    {
        while (true)
            if (await silo.Node.ReceiveAsync() is T message) return message;
    }

    // The load is on its way through the session.
    private async Task FiguresAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (!(await silo.Host.GetAsync($"/v1/streams/{sid}", token)).Expect(HttpStatusCode.OK).Json.TryGetProperty("videoCodec", out _))
            deadline.Token.ThrowIfCancellationRequested();
    }

    private async Task<JsonElement> EventAsync(string type)
    {
        var after = 0L;
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            var page = (await silo.Host.GetAsync($"/v1/rooms/{room}/events?after={after}&wait=10", token)).Expect(HttpStatusCode.OK).Json;
            foreach (var one in page.GetProperty("events").EnumerateArray())
                if (one.GetProperty("type").GetString() == type) return one;
            after = page.GetProperty("next").GetInt64();
        }
    }
}
