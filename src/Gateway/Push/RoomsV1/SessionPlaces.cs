using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// Sessions of apps that bound them (<c>Apps:NAME:Sessions</c>): the user's grain knows who is there, and tells this process which of its sessions a newer
/// one has displaced. Any thread.
/// </summary>
internal sealed class SessionPlaces : ISessionHost
{
    private readonly GrainCalls grains;
    private readonly Apps apps;
    private readonly ConnectionTable connections;
    private readonly Lazy<ISessionHost> reference;

    public SessionPlaces(IGrainFactory factory, GrainCalls grains, Apps apps, ConnectionTable connections)
    {
        (this.grains, this.apps, this.connections) = (grains, apps, connections);
        reference = new(() => factory.CreateObjectReference<ISessionHost>(this));
    }

    /// <summary>False: a user of this app may have any number, and nobody counts them.</summary>
    public bool AreBounded(Caller caller) => PolicyOf(caller) != SessionPolicy.Many;

    /// <summary><paramref name="openedAt"/> null: a new one; else it says again that it is there.</summary>
    public Task<SessionOpened> OpenAsync(Caller caller, string session, string? deviceClass, DateTimeOffset? openedAt, CancellationToken cancellation)
    {
        var opening = new OpenSession(session, DeviceClasses.Find(deviceClass) ?? DeviceClass.Web, PolicyOf(caller), openedAt);
        return grains.GetAsync<IUserGrain, SessionOpened>(
            Ids.Key(caller.App, caller.User), user => user.OpenSessionAsync(opening, reference.Value, cancellation), cancellation);
    }

    public Task CloseAsync(Caller caller, string session) =>
        grains.RunAsync<IUserGrain>(Ids.Key(caller.App, caller.User), user => user.CloseSessionAsync(session), CancellationToken.None);

    public Task ReplacedAsync(string session)
    {
        if (connections.TryFind(session, out var connection) && connection.Protocol is IUserSession replaced)
            replaced.Dismiss(SocketCodes.Replaced, "another session of the user took its place");
        return Task.CompletedTask;
    }

    private SessionPolicy PolicyOf(Caller caller) => apps.TryFind(caller.App, out var app) ? app.Sessions : SessionPolicy.Many;
}
