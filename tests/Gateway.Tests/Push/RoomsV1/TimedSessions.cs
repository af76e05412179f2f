using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>
/// A gateway whose clock is the test's. Whatever else is due while time passes is done at its own moment, so a loop may look at any time between.
/// </summary>
internal sealed class TimedSessions : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();

    public FakeTimeProvider Time { get; } = new();

    public GatewayHost Host { get; private set; } = null!;

    /// <summary>Without grains.</summary>
    public static Task<TimedSessions> StartAsync(string lifetime = "00:02:00", params (string Key, string? Value)[] settings) =>
        StartAsync(builder => builder.Services.AddSingleton(FakeGrains.Create().Factory), [("Tokens:Lifetime", lifetime), .. settings]);

    /// <summary>Over the real grains, whose clock it is too.</summary>
    public static Task<TimedSessions> StartWithGrainsAsync(params (string Key, string? Value)[] settings) =>
        StartAsync(builder => builder.AddSilo(), settings);

    public Task PassAsync(TimeSpan span, RoomsClient client) => PassAsync(span, client.Connection);

    /// <summary>The time is over, and the client's loop has looked.</summary>
    public async Task PassAsync(TimeSpan span, PushConnection connection)
    {
        // What was begun before, has begun.
        await PushHarness.OnLoopAsync(connection, () => { });
        Time.Advance(span);
        // A loop looks in its own turn: two turns, since a post is run before the look of the same one.
        await PushHarness.OnLoopAsync(connection, () => { });
        await PushHarness.OnLoopAsync(connection, () => { });
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete();
    }

    private static async Task<TimedSessions> StartAsync(Action<WebApplicationBuilder> configure, params (string Key, string? Value)[] settings)
    {
        var sessions = new TimedSessions();
        sessions.Host = await GatewayHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(sessions.Time);
                configure(builder);
            },
            [("Data:Directory", sessions.directory.Path), .. settings]);
        return sessions;
    }
}
