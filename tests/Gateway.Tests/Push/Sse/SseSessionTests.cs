using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Users;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.RoomsV1;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Sse;

/// <summary>Server-sent events: what is lost, and how they end (docs/ws.md, "Without WebSocket").</summary>
public sealed class SseSessionTests : IAsyncLifetime
{
    private static readonly Caller Root = new("shop", "root", Roles.Admin);

    private TimedSessions sessions = null!;
    private string bob = "";

    public async Task InitializeAsync()
    {
        sessions = await TimedSessions.StartWithGrainsAsync(("Users:InboxEvents", "100"), ("Tokens:Lifetime", "00:02:05"));
        bob = await sessions.Host.TokenAsync("bob", "user");
    }

    public async Task DisposeAsync() => await sessions.DisposeAsync();

    [Fact]
    public async Task Resume_FromANumberNoLongerKept_IsToldTheGapAndGetsWhatIsKept()
    {
        await SendToBobAsync(150);
        using var stream = await OpenAsync("10");

        Assert.Equal("event: gap", await ReadAsync(stream));
        var gap = await ReadAsync(stream);
        var first = await ReadAsync(stream);

        var oldest = int.Parse(first!["id: ".Length..], null);
        Assert.Equal($$"""data: {"from":11,"to":{{oldest - 1}}}""", gap);
        Assert.InRange(oldest, 12, 51);
        for (var next = oldest + 1; next <= 150; next++) Assert.Equal($"id: {next}", await ReadAsync(stream, "id: "));
    }

    [Fact]
    public async Task Token_Ended_IsToldAndEndsTheResponse()
    {
        using var stream = await OpenAsync("0");
        await ReadAsync(stream, ": live");

        await PassAsync(TimeSpan.FromMinutes(1));
        await PassAsync(TimeSpan.FromMinutes(1));
        // Not at the next heartbeat only, which is 15 s away.
        await PassAsync(TimeSpan.FromSeconds(6));

        Assert.Equal("event: error", await ReadAsync(stream));
        Assert.Equal("""data: {"code":"token_invalid","detail":"the token has ended"}""", await ReadAsync(stream));
        Assert.Null(await ReadAsync(stream));
    }

    [Fact]
    public async Task Drain_Begun_EndsTheResponseWithinTheSpread()
    {
        using var stream = await OpenAsync("0");
        await ReadAsync(stream, ": live");
        var spread = TimeSpan.FromSeconds(10);

        sessions.Host.Services.GetRequiredService<Drain>().Begin(spread);
        await PassAsync(spread + TimeSpan.FromSeconds(1));

        Assert.Null(await ReadAsync(stream));
        using var late = await AskAsync("0");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
    }

    // Blank lines, and comments where none is asked for, are nobody's.
    private static async Task<string?> ReadAsync(StreamReader stream, string? start = null)
    {
        while (true)
        {
            var line = await stream.ReadLineAsync().WaitAsync(Waits.Long);
            if (line is null || (start is null ? line.Length > 0 && line[0] != ':' : line.StartsWith(start, StringComparison.Ordinal))) return line;
        }
    }

    private Task PassAsync(TimeSpan span) => sessions.PassAsync(span, sessions.Host.Services.GetRequiredService<ConnectionTable>().All.Single());

    private async Task<StreamReader> OpenAsync(string after)
    {
        var answer = await AskAsync(after);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private async Task<HttpResponseMessage> AskAsync(string after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/users/bob/inbox/stream?after={after}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bob);
        return await sessions.Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task SendToBobAsync(int count)
    {
        var root = sessions.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(Ids.Key("shop", "root"));
        // A sender may have 100 on their way.
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            var sent = await Task.WhenAll(some.Select(i => root.SendPrivateAsync(Root, new SendPrivate("bob", "text", $"{i}", null), null, default)));
            Assert.All(sent, one => Assert.True(one.IsOk, one.Code));
        }
    }
}
