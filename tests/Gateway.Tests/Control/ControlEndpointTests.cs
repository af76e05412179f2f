using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Control;

/// <summary>The control channel as a socket.</summary>
public sealed class ControlEndpointTests : IAsyncLifetime
{
    private readonly FakeRelayDirectory directory = new();
    private GatewayHost host = null!;

    public async Task InitializeAsync() => host = await GatewayHost.StartAsync(builder =>
    {
        var (factory, grains) = FakeGrains.Create();
        grains.Add<IRelayDirectoryGrain>(directory);
        builder.Services.AddSingleton(factory);
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Connect_WithTheSecret_Registers()
    {
        using var socket = await ConnectAsync(GatewayHost.ControlSecret);
        using var connection = new WebSocketControlConnection(socket);

        await connection.SendAsync(new Register { Node = "n1", Session = "c1" }, default);

        Assert.IsType<Registered>(await connection.ReceiveAsync(default).AsTask().WaitAsync(Deadline.Generous));
        Assert.Equal("registered", await directory.NextCallAsync());
        await connection.CloseAsync("done");
        Assert.Equal("disconnected n1 c1", await directory.NextCallAsync());
    }

    [Fact]
    public async Task Connect_AbruptEnd_TakesTheNodeOut()
    {
        using var socket = await ConnectAsync(GatewayHost.ControlSecret);
        using var connection = new WebSocketControlConnection(socket);
        await connection.SendAsync(new Register { Node = "n1", Session = "c1" }, default);
        Assert.Equal("registered", await directory.NextCallAsync());

        socket.Abort();

        Assert.Equal("disconnected n1 c1", await directory.NextCallAsync());
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Connect_WrongSecret_IsUnauthorizedAndNothingIsAllocated(string secret)
    {
        var failure = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(secret));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
        Assert.Contains("rooms_gateway_refusals_total{code=\"token_invalid\"} 1\n", await MetricsAsync(), StringComparison.Ordinal);
        Assert.Contains("\nrooms_gateway_control_connections 0\n", await MetricsAsync(), StringComparison.Ordinal);
        Assert.Null(directory.Registered);
    }

    [Fact]
    public async Task Connect_WithoutWebSocket_IsInvalid() =>
        (await host.GetAsync("/control", GatewayHost.ControlSecret)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Connect_NoSecretIsSet_IsNotFound()
    {
        await using var closed = await GatewayHost.StartAsync(null, ("Control:Secret", ""));

        (await closed.GetAsync("/control", "")).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"type": "dance"}""")]
    [InlineData("""{"type": "register"}""")]
    [InlineData("""{"type": "registered", "urlKeys": {"push": [], "play": []}}""")]
    public async Task Message_NotUnderstood_IsRefusedAndAfterThreeTheConnectionEnds(string text)
    {
        using var socket = await ConnectAsync(GatewayHost.ControlSecret);
        using var connection = new WebSocketControlConnection(socket);

        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);
            var result = Assert.IsType<Result>(await connection.ReceiveAsync(default).AsTask().WaitAsync(Deadline.Generous));
            Assert.Equal("message_invalid", result.Code);
        }

        Assert.Null(await connection.ReceiveAsync(default).AsTask().WaitAsync(Deadline.Generous));
    }

    [Fact]
    public async Task Message_TooBig_EndsTheConnection()
    {
        using var socket = await ConnectAsync(GatewayHost.ControlSecret);
        var part = new byte[1024 * 1024];

        for (var i = 0; i < ControlJson.MaxBytes / part.Length; i++) await socket.SendAsync(part, WebSocketMessageType.Text, false, default);
        await socket.SendAsync(new byte[1], WebSocketMessageType.Text, false, default);
        var close = await socket.ReceiveAsync(new byte[16], default).WaitAsync(Deadline.Generous);

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, close.CloseStatus);
    }

    private async Task<ClientWebSocket> ConnectAsync(string secret)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {secret}");
        await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/control" }.Uri, default);
        return socket;
    }

    private async Task<string> MetricsAsync() => (await host.GetAsync("/metrics")).Text;
}
