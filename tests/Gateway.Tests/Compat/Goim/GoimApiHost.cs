using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Compat.Goim;
using Rooms.Gateway.Tests.Support;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>The gateway over the real grains, with goim bound to app shop.</summary>
public sealed class GoimApiHost : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();

    internal GatewayHost Host { get; private set; } = null!;

    internal GoimOnline Online => Host.Services.GetRequiredService<GoimOnline>();

    internal GoimPorts Ports => Host.Services.GetRequiredService<GoimPorts>();

    public async Task InitializeAsync() => Host = await GatewayHost.StartAsync(
        builder => builder.AddSilo(),
        ("Data:Directory", directory.Path), ("Limits:RequestsPerSecondPerUser", "100000"), ("Compat:Goim:App", "shop"),
        ("Compat:Goim:V2:TcpPort", "0"), ("Compat:Goim:V2:WsPort", "0"), ("Compat:Goim:V2:HttpPort", "0"),
        ("Compat:Goim:V1:TcpPort", "0"), ("Compat:Goim:V1:WsPort", "0"), ("Compat:Goim:V1:HttpPort", "0"));

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete();
    }

    internal Task<Answer> V2Async(string method, string pathAndQuery, string? body = null) => SendAsync(Ports.V2Http, method, pathAndQuery, body);

    internal Task<Answer> V1Async(string method, string pathAndQuery, string? body = null) => SendAsync(Ports.V1Http, method, pathAndQuery, body);

    internal async Task<GoimPeer> EnterAsync(string auth) => await (await GoimPeer.TcpAsync(Ports.V2Tcp)).EnterAsync(auth);

    private async Task<Answer> SendAsync(int port, string method, string pathAndQuery, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://127.0.0.1:{port}{pathAndQuery}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }
        using var response = await Host.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
