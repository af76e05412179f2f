using Rooms.Edge;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.V1.Dto;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Pushes;

/// <summary>Looks at the connections of this process, those of each loop on that loop. Any thread.</summary>
internal sealed class ConnectionViews(PushLoops loops, ConnectionTable table, IEnumerable<IDetachedConnections> detached)
{
    /// <summary>Connections of an app, of a user and in a room where those are given; the oldest first.</summary>
    public async Task<ConnectionDto[]> ListAsync(string app, string? user, string? room, int limit)
    {
        var onLoops = await Task.WhenAll(loops.All.Select(loop => LoopQuestion<ConnectionDto[]>.AskAsync(loop, () => ListOf(loop, app, user, room), [])));
        var beside = detached.SelectMany(connections => connections.Of(app)).Where(one => (user ?? one.User) == one.User && (room is null || one.Rooms.Contains(room)));
        return [.. onLoops.SelectMany(some => some).Concat(beside).OrderBy(one => one.Since).Take(limit)];
    }

    /// <summary>False: the app has no such connection here.</summary>
    public async Task<bool> CloseAsync(string app, string id, string reason) =>
        await ChangeAsync(app, id, (found, _) => found.Close(reason, WebSocketStatus.PolicyViolation)) || detached.Any(connections => connections.TryClose(app, id, reason));

    /// <summary>False: the app has no such connection here.</summary>
    public async Task<bool> LabelAsync(string app, string id, string[] labels) =>
        await ChangeAsync(app, id, (_, target) => target.Labels = labels) || detached.Any(connections => connections.TryLabel(app, id, labels));

    /// <summary>The ids of an app's connections, as they are at this moment.</summary>
    public IEnumerable<string> IdsOf(string app) =>
        OnLoops(app).Select(connection => connection.Id).Concat(detached.SelectMany(connections => connections.Of(app)).Select(one => one.Id));

    /// <summary>The address of each of an app's connections, as they are at this moment. No loop is asked.</summary>
    public IEnumerable<string> AddressesOf(string app) =>
        OnLoops(app).Select(connection => ClientAddress.Plain(connection.Address).ToString()).Concat(detached.SelectMany(connections => connections.Of(app)).Select(one => one.Address));

    private IEnumerable<PushConnection> OnLoops(string app) =>
        table.All.Where(connection => connection.Protocol is IPushTarget { Caller: { } caller } && caller.App == app);

    private Task<bool> ChangeAsync(string app, string id, Action<PushConnection, IPushTarget> change)
    {
        if (!table.TryFind(id, out var connection)) return Task.FromResult(false);
        return LoopQuestion<bool>.AskAsync(connection.Loop, () =>
        {
            if (!connection.IsOpen || connection.Protocol is not IPushTarget { Caller: { } caller } target || caller.App != app) return false;
            change(connection, target);
            return true;
        }, false);
    }

    private static ConnectionDto[] ListOf(PushLoop loop, string app, string? user, string? room) =>
    [
        .. from connection in loop.Members.OfType<PushConnection>()
           where connection.IsOpen
           let target = connection.Protocol as IPushTarget
           where target?.Caller is { } caller && caller.App == app && (user is null || caller.User == user) && (room is null || target.Rooms.Contains(room))
           orderby connection.Since
           select ToDto(connection, target),
    ];

    private static ConnectionDto ToDto(PushConnection connection, IPushTarget target)
    {
        var acknowledged = target.Acknowledged.ToDictionary();
        return new(
            connection.Id, target.Caller!.User, connection.Surface.Name, connection.Since, ClientAddress.Plain(connection.Address).ToString(), [.. target.Rooms],
            [.. target.Labels], connection.QueuedBytes, connection.DroppedEvents, acknowledged.Count > 0 ? acknowledged : null);
    }
}
