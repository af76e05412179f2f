using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Control;

/// <summary>A node against a gateway's end over real WebSockets, which is killed and comes back.</summary>
public sealed class ControlClientTests : IAsyncLifetime
{
    private const string Secret = "control-secret";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Channel<(WebSocket Socket, string Authorization)> arrivals = Channel.CreateUnbounded<(WebSocket, string)>();
    private readonly TaskCompletionSource over = new();
    private WebApplication gateway = null!;
    private PlayNode node = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        gateway = builder.Build();
        gateway.UseWebSockets();
        gateway.Map("/control", AcceptAsync);
        await gateway.StartAsync();
        var url = new UriBuilder(gateway.Urls.Single()) { Scheme = "ws", Path = "/control" }.Uri;
        node = await PlayNode.StartAsync(("Control:Url", url.ToString()), ("Control:Secret", Secret), ("Node:Id", "relay-7"), ("Node:Regions", "eu,us"));
    }

    public async Task DisposeAsync()
    {
        over.TrySetResult();
        await node.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task Connect_FirstMessage_SaysWhoItIs()
    {
        var (socket, authorization) = await NextAsync();
        using var connection = new WebSocketControlConnection(socket);

        var register = await new GatewayEnd(connection).AcceptAsync();

        Assert.Equal($"Bearer {Secret}", authorization);
        Assert.Equal("relay-7", register.Node);
        Assert.Equal(["eu", "us"], register.Regions);
        Assert.Equal(node.Base.Port, register.HttpPort);
    }

    [Fact]
    public async Task GatewayDies_StreamGoesOn_AndTheNodeComesBackAndSaysWhatItCarries()
    {
        var publisher = node.Publish("s");
        var (first, _) = await NextAsync();
        using var dead = new WebSocketControlConnection(first);
        var before = await new GatewayEnd(dead).AcceptAsync();
        first.Abort();

        var (second, _) = await NextAsync();
        using var connection = new WebSocketControlConnection(second);
        var gatewayEnd = new GatewayEnd(connection);
        var after = await gatewayEnd.AcceptAsync();
        var state = await gatewayEnd.HearAsync<State>();

        Assert.True(publisher.Stream.IsPublishing);
        Assert.Equal("relay-7", after.Node);
        Assert.NotEqual(before.Session, after.Session);
        Assert.Equal(publisher.Id, Assert.Single(state.Streams).Session);
    }

    [Fact]
    public async Task Health_WithAndWithoutTheGateway_IsReadyAndSaysWhich()
    {
        var (first, _) = await NextAsync();
        using var dead = new WebSocketControlConnection(first);
        await new GatewayEnd(dead).AcceptAsync();

        await Eventually.BecomesAsync(ReadyAsync, "healthy");
        first.Abort();

        await Eventually.BecomesAsync(ReadyAsync, "degraded");
    }

    private async Task<string?> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = node.Base };
        using var answer = (await http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
        var ready = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("healthy", (string?)ready["checks"]!["drain"]);
        return (string?)ready["checks"]!["control"];
    }

    private async Task<(WebSocket Socket, string Authorization)> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await arrivals.Reader.ReadAsync(deadline.Token);
    }

    private async Task AcceptAsync(HttpContext context)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync();
        await arrivals.Writer.WriteAsync((socket, context.Request.Headers.Authorization.ToString()));
        await over.Task;
    }
}
