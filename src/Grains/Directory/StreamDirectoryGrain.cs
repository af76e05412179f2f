using Rooms.Contracts.Streams;

namespace Rooms.Grains.Directory;

/// <summary>Where a stream belongs, from the rows that rooms wrote with their streams.</summary>
[StatelessWorker]
public sealed class StreamDirectoryGrain(IStreamPlaces places) : Grain, IStreamDirectoryGrain
{
    public Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation = default) =>
        Ids.IsValid(streamId) ? places.FindAsync(streamId, cancellation) : Task.FromResult<StreamPlace?>(null);
}
