using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Registry;

/// <summary>Changes the registry, and has this process know it before the client does: a key that was revoked is refused from the answer on.</summary>
internal sealed class RegistryCommands(GrainCalls grains, RegistrySync sync, Apps apps)
{
    public async Task<Outcome<T>> ChangeAsync<T>(Func<IAppRegistryGrain, Task<Outcome<T>>> change, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync(IAppRegistryGrain.Key, change, cancellation);
        if (outcome.IsOk) await sync.TryReadAsync(cancellation);
        return outcome;
    }

    /// <summary>The routes are for operators and admins only.</summary>
    public static Caller CallerOf(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("the route is not behind authentication");

    public static bool Sees(Caller caller, string app) => caller.Has(Roles.Operator) || (caller.Has(Roles.Admin) && caller.App == app);

    /// <summary>The app is one of the configuration, and the caller may know it.</summary>
    public bool IsConfigured(Caller caller, string app) => Sees(caller, app) && apps.Configured.Contains(app);
}
