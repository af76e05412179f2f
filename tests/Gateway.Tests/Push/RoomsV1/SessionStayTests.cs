using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Rooms.Contracts;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Auth;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>docs/ws.md, "Staying": who says nothing, and whose token ends.</summary>
public sealed class SessionStayTests : IAsyncLifetime
{
    // Of a token of two minutes; all the times below are from the welcome on.
    private static readonly TimeSpan AfterNotice = TimeSpan.FromSeconds(61);

    private TimedSessions sessions = null!;

    public async Task InitializeAsync() => sessions = await TimedSessions.StartAsync();

    public async Task DisposeAsync() => await sessions.DisposeAsync();

    [Fact]
    public async Task Hello_NotInTime_IsToldAndClosed()
    {
        await using var client = await RoomsClient.ConnectAsync(sessions.Host);

        await sessions.PassAsync(TimeSpan.FromSeconds(6), client);

        Assert.Equal(PushEnds.Late, (string?)(await client.ReadAsync())["code"]);
        Assert.Equal((1008, PushEnds.Late), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Hello_WhoseAnswerTakesLong_IsNotLate()
    {
        using var keyServer = new TcpListener(IPAddress.Loopback, 0);
        keyServer.Start();
        await using var waiting = await TimedSessions.StartAsync("00:02:00", ("Apps:shop:Jwks", $"http://{keyServer.LocalEndpoint}/"));
        await using var client = await RoomsClient.ConnectAsync(waiting.Host);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await client.SendAsync(new { op = "hello", token = Tokens.Es256("""{"alg":"ES256","kid":"k1"}""", """{"app":"shop","sub":"ann","roles":["user"],"exp":4000000000}""", key) });
        var asked = await keyServer.AcceptTcpClientAsync();

        await waiting.PassAsync(TimeSpan.FromSeconds(6), client);
        await waiting.PassAsync(TimeSpan.FromSeconds(6), client);
        asked.Dispose();

        Assert.Equal(ErrorCodes.TokenInvalid, (string?)(await client.ReadAsync())["code"]);
    }

    [Fact]
    public async Task Token_NearItsEnd_IsToldAndThenEndsTheSession()
    {
        await using var client = await RoomsClient.EnterAsync(sessions.Host, await sessions.Host.TokenAsync());
        var end = sessions.Time.GetUtcNow() + TimeSpan.FromMinutes(2);

        await sessions.PassAsync(AfterNotice, client);
        var told = await client.ReadAsync();
        await InTurnAsync(client);
        await sessions.PassAsync(TimeSpan.FromMinutes(1), client);
        var over = await client.ReadAsync();

        Assert.Equal(("expiring", end), ((string?)told["op"], (DateTimeOffset)told["at"]!));
        Assert.Equal(("error", ErrorCodes.TokenInvalid), ((string?)over["op"], (string?)over["code"]));
        Assert.Equal((1008, ErrorCodes.TokenInvalid), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Token_Refreshed_OutlivesTheFirst()
    {
        await using var client = await RoomsClient.EnterAsync(sessions.Host, await sessions.Host.TokenAsync());
        await sessions.PassAsync(AfterNotice, client);
        Assert.Equal("expiring", (string?)(await client.ReadAsync())["op"]);
        var end = sessions.Time.GetUtcNow() + TimeSpan.FromMinutes(2);

        await client.SendAsync(new { op = "refresh", token = await sessions.Host.TokenAsync() });
        await InTurnAsync(client);
        await sessions.PassAsync(AfterNotice, client);
        var again = await client.ReadAsync();
        await InTurnAsync(client);

        Assert.Equal(("expiring", end), ((string?)again["op"], (DateTimeOffset)again["at"]!));
    }

    [Fact]
    public async Task Refresh_WithNothing_LeavesTheFirstTokenToEnd()
    {
        await using var client = await RoomsClient.EnterAsync(sessions.Host, await sessions.Host.TokenAsync());

        await client.SendAsync(new { op = "refresh", token = "of nobody" });
        var refused = await client.ReadAsync();
        await sessions.PassAsync(AfterNotice, client);
        Assert.Equal("expiring", (string?)(await client.ReadAsync())["op"]);
        await InTurnAsync(client);
        await sessions.PassAsync(TimeSpan.FromMinutes(1), client);

        Assert.Equal(ErrorCodes.TokenInvalid, (string?)refused["code"]);
        Assert.Equal((1008, ErrorCodes.TokenInvalid), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Peer_Silent_IsAskedAndThenClosed()
    {
        await using var client = await RoomsClient.EnterAsync(sessions.Host, await EternalAsync());

        await sessions.PassAsync(SessionClock.Quiet + TimeSpan.FromSeconds(1), client);
        Assert.True(client.Connection.IsOpen);
        await sessions.PassAsync(SessionClock.Idle - SessionClock.Quiet, client);

        var ping = new byte[2];
        await client.Socket.ReceiveAsync(ping);
        Assert.Equal(WebSocketFrames.Ping.ToArray(), ping);
        Assert.Equal((1008, SocketCodes.Idle), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Peer_ThatAnswersPings_Stays()
    {
        await using var client = await RoomsClient.EnterAsync(sessions.Host, await EternalAsync());
        // The library answers pings while somebody reads.
        var reading = client.ReadAsync();

        for (var minutes = 0; minutes < 5; minutes++)
        {
            var heard = client.Connection.LastHeard;
            await sessions.PassAsync(SessionClock.Quiet + TimeSpan.FromSeconds(15), client);
            await Turns.UntilAsync(client.Connection, () => client.Connection.LastHeard > heard);
        }
        await client.SendAsync(new { op = "ping" });

        Assert.Equal("pong", (string?)(await reading)["op"]);
    }

    // Commands are done in their order: by the answer to this one, those before are done. And the peer was heard.
    private static async Task InTurnAsync(RoomsClient client)
    {
        await client.SendAsync(new { op = "sdp", id = "turn" });
        Assert.Equal(SocketCodes.MediaUnavailable, (string?)(await client.ReadAsync())["code"]);
    }

    private static async Task<string> EternalAsync()
    {
        await using var lasting = await TimedSessions.StartAsync(lifetime: "12:00:00");
        return await lasting.Host.TokenAsync();
    }
}
