using Rooms.Edge;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Pushes;

/// <summary>Looks at the connections of this process, each loop's on that loop. Any thread.</summary>
internal sealed class ConnectionViews(PushLoops loops, ConnectionTable table)
{
    /// <summary>Connections of an app, of a user and in a room where those are given; the oldest first.</summary>
    public async Task<ConnectionDto[]> ListAsync(string app, string? user, string? room, int limit)
    {
        var found = await Task.WhenAll(loops.All.Select(loop => AskAsync(loop, () => ListOf(loop, app, user, room), [])));
        return [.. found.SelectMany(some => some).OrderBy(one => one.Since).Take(limit)];
    }

    /// <summary>False: the app has no such connection here.</summary>
    public Task<bool> ChangeAsync(string app, string id, Action<PushConnection, IIdentified> change)
    {
        if (!table.TryFind(id, out var connection)) return Task.FromResult(false);
        return AskAsync(connection.Loop, () =>
        {
            if (!connection.IsOpen || connection.Protocol is not IIdentified { Caller: { } caller } session || caller.App != app) return false;
            change(connection, session);
            return true;
        }, false);
    }

    private static ConnectionDto[] ListOf(PushLoop loop, string app, string? user, string? room) =>
    [
        .. from connection in loop.Members.OfType<PushConnection>()
           where connection.IsOpen
           let session = connection.Protocol as IIdentified
           where session?.Caller is { } caller && caller.App == app && (user is null || caller.User == user) && (room is null || session.Rooms.Contains(room))
           orderby connection.Since
           select ToDto(connection, session),
    ];

    private static ConnectionDto ToDto(PushConnection connection, IIdentified session) => new(
        connection.Id, session.Caller!.User, connection.Surface.Name, connection.Since, ClientAddress.Plain(connection.Address).ToString(), [.. session.Rooms],
        [.. session.Labels], connection.QueuedBytes, connection.DroppedEvents);

    private static Task<T> AskAsync<T>(PushLoop loop, Func<T> question, T whenOver)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(new LoopAction(() => Answer(done, question), () => done.TrySetResult(whenOver)));
        return done.Task;
    }

    // A fault of ours is the one's who asked, not the loop's.
    private static void Answer<T>(TaskCompletionSource<T> done, Func<T> question)
    {
        try
        {
            done.TrySetResult(question());
        }
        catch (Exception bug)
        {
            done.TrySetException(bug);
        }
    }
}
