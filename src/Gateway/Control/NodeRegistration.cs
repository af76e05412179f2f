using Microsoft.Extensions.Options;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Control;

/// <summary>A node's entry in the relay directory, and what the node is given for it.</summary>
internal sealed class NodeRegistration(
    IGrainFactory factory, GrainCalls grains, IOptionsMonitor<UrlsOptions> urls, IOptionsMonitor<AppsOptions> apps, TimeProvider time)
{
    public Registered Answer(Register register)
    {
        var keys = urls.CurrentValue;
        return new()
        {
            Id = register.Id,
            Time = time.GetUtcNow(),
            Origins = apps.CurrentValue.Apps.Where(app => app.Value.Origins.Length > 0).ToDictionary(app => app.Key, app => app.Value.Origins),
            TakesUsage = true,
            TakesHealth = true,
            UrlKeys = new UrlKeys(Keys(keys.PushKey, keys.PushKey2), Keys(keys.PlayKey, keys.PlayKey2)),
        };
    }

    /// <summary>The keys have changed: every node wants a new <see cref="Registered"/>.</summary>
    public IDisposable? OnNewKeys(Action renew) => urls.OnChange(_ => renew());

    public IDisposable? OnNewOrigins(Action renew) => apps.OnChange(_ => renew());

    /// <summary>The engine holds <paramref name="link"/> weakly: the session is the one that keeps it alive.</summary>
    public IRelayLink Refer(IRelayLink link) => factory.CreateObjectReference<IRelayLink>(link);

    public void Forget(IRelayLink reference) => factory.DeleteObjectReference<IRelayLink>(reference);

    public Task EnterAsync(Register register, IRelayLink reference, CancellationToken cancellation) =>
        grains.RunAsync<IRelayDirectoryGrain>(
            IRelayDirectoryGrain.Key, directory => directory.RegisterAsync(NodeMessages.ToNode(register), reference, cancellation), cancellation);

    public async Task EnterIfUnknownAsync(Register register, IRelayLink reference, CancellationToken cancellation)
    {
        if (await grains.FindNodeAsync(register.Node, cancellation) is null) await EnterAsync(register, reference, cancellation);
    }

    public Task LeaveAsync(Register register, CancellationToken cancellation) =>
        grains.RunAsync<IRelayDirectoryGrain>(
            IRelayDirectoryGrain.Key, directory => directory.DisconnectedAsync(register.Node, register.Session, cancellation), cancellation);

    private static string[] Keys(params string[] keys) => [.. keys.Where(key => key.Length > 0)];
}
