using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts.Control;
using Rooms.Silo;

namespace Rooms.Gateway.Tests.Support;

/// <summary>The gateway over the real grains with their storage, and one registered node.</summary>
public sealed class SiloHost : IAsyncLifetime
{
    private readonly ControlPipe pipe = new();
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"rooms-gateway-tests-{Guid.NewGuid():N}");

    internal GatewayHost Host { get; private set; } = null!;

    internal FakeNode Node { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Node = new FakeNode(pipe);
        var registering = Node.RegisterAsync();
        Host = await GatewayHost.StartAsync(
            builder =>
            {
                builder.AddSilo();
                builder.Services.AddSingleton(pipe);
            },
            ("Data:Directory", directory), ("Apps:other:UserGifts", "true"), ("Apps:other:Sessions", "one"), ("Limits:RequestsPerSecondPerUser", "100000"), ("Limits:FailedAttemptsPerMinutePerAddress", "100000"));
        await registering;
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await Host.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A room of app shop, made by ann.</summary>
    internal async Task<string> RoomAsync(string token)
    {
        var answer = await Host.PostAsync("/v1/rooms", token, new { scene = "live", name = "Ann's kitchen" });
        return answer.Expect(System.Net.HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
    }
}
