using Rooms.Contracts.Relays;
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

    /// <summary>Null: no node was named, or it is not connected.</summary>
    public static async Task<RelayNode?> FindNodeAsync(this GrainCalls grains, string? nodeId, CancellationToken cancellation)
    {
        if (nodeId is null) return null;
        return await grains.GetAsync<IRelayDirectoryGrain, RelayNode?>(
            IRelayDirectoryGrain.Key, directory => directory.FindAsync(nodeId, cancellation), cancellation);
    }
}
