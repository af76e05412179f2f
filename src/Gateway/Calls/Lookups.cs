using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Calls;

/// <summary>Questions that several routes ask.</summary>
internal static class Lookups
{
    /// <summary>Null: no such stream, or another app's, which is the same to a caller.</summary>
    public static async Task<StreamPlace?> FindStreamAsync(this GrainCalls grains, string streamId, string app, CancellationToken cancellation)
    {
        var place = await grains.GetAsync<IStreamDirectoryGrain, StreamPlace?>(
            IStreamDirectoryGrain.Key, directory => directory.FindAsync(streamId, cancellation), cancellation);
        return place?.App == app ? place : null;
    }

    /// <summary>
    /// Where the room's live stream stands, in milliseconds of its own timeline: the caller's own stream where he has one. Null: nothing is live, or its
    /// node does not say.
    /// </summary>
    public static async Task<long?> FindMediaTimeAsync(this GrainCalls grains, Caller caller, string room, CancellationToken cancellation)
    {
        var found = await grains.AskAsync<IRoomGrain, RoomView>(Ids.Key(caller.App, room), grain => grain.GetAsync(cancellation), cancellation);
        var live = found.Value?.Streams.Where(stream => stream.Status == StreamStatus.Live).OrderByDescending(stream => stream.User == caller.User).FirstOrDefault();
        if (live is null) return null;
        var figures = await grains.GetAsync<IStreamGrain, StreamFigures?>(
            Ids.Key(caller.App, live.StreamId), grain => grain.GetAsync(cancellation), cancellation);
        return figures?.MediaMilliseconds;
    }

    /// <summary>Null: no node was named, or it is not connected.</summary>
    public static async Task<RelayNode?> FindNodeAsync(this GrainCalls grains, string? nodeId, CancellationToken cancellation)
    {
        if (nodeId is null) return null;
        return await grains.GetAsync<IRelayDirectoryGrain, RelayNode?>(
            IRelayDirectoryGrain.Key, directory => directory.FindAsync(nodeId, cancellation), cancellation);
    }
}
