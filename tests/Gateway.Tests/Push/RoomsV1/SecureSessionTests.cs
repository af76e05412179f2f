using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary><c>wss://</c>, over HTTP/1.1 (RFC 6455) and HTTP/2 (RFC 8441): through the web server, then a connection of a loop as any other.</summary>
public sealed class SecureSessionTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Anchor = ["anchor"];

    private readonly TestAuthority authority = new();
    private readonly CancellationTokenSource deadline = new(Waits.Long);
    private readonly SocketsHttpHandler handler;
    private readonly HttpMessageInvoker invoker;
    private GatewayHost host = null!;

    public SecureSessionTests()
    {
        handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = authority.Policy() } };
        invoker = new HttpMessageInvoker(handler);
    }

    public async Task InitializeAsync() => host = await GatewayHost.StartAsync(builder =>
    {
        builder.Services.AddSingleton(FakeGrains.Create().Factory);
        builder.WebHost.UseUrls("https://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            var issued = authority.IssueContext("rooms");
            (https.ServerCertificate, https.ServerCertificateChain) = (issued.TargetCertificate, [.. issued.IntermediateCertificates]);
        }));
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose()
    {
        invoker.Dispose();
        handler.Dispose();
        deadline.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Upgrade_OverTls_IsWelcomedByALoop(string version)
    {
        using var socket = await ConnectAsync(version);

        var welcome = await AskAsync(socket, $$"""{"op":"hello","token":"{{await TokenAsync()}}"}""");
        var pong = await AskAsync(socket, """{"op":"ping"}""");

        Assert.Equal(("rooms.v1.json", "welcome", "pong"), (socket.SubProtocol, (string?)welcome["op"], (string?)pong["op"]));
        Assert.IsType<StreamConnection>(Assert.Single(host.Services.GetRequiredService<ConnectionTable>().All));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Frame_OverTheLimit_ClosesByName(string version)
    {
        using var socket = await ConnectAsync(version);

        await socket.SendAsync(new byte[64 * 1024 + 1], WebSocketMessageType.Text, true, deadline.Token);
        await socket.ReceiveAsync(new byte[256], deadline.Token);

        Assert.Equal((1009, PushEnds.TooLarge), ((int?)socket.CloseStatus, socket.CloseStatusDescription));
    }

    // Compression is asked for; that nobody agrees is seen from frames that can be read.
    private async Task<ClientWebSocket> ConnectAsync(string version)
    {
        var socket = new ClientWebSocket { Options = { HttpVersion = new Version(version), HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact } };
        socket.Options.AddSubProtocol("rooms.v1.json");
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "wss", Path = "/ws" }.Uri, invoker, deadline.Token);
        return socket;
    }

    private async Task<JsonNode> AskAsync(ClientWebSocket socket, string frame)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, deadline.Token);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, deadline.Token);
        return JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
    }

    private async Task<string> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/v1/tokens"));
        request.Content = JsonContent.Create(new { app = "shop", secret = GatewayHost.ShopSecret, user = "ann", roles = Anchor });
        using var answer = await invoker.SendAsync(request, deadline.Token);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(deadline.Token))!["token"]!;
    }
}
