using Rooms.Contracts.Streams;

namespace Rooms.Grains.Directory;

/// <summary>The read model of where streams belong.</summary>
public interface IStreamPlaces
{
    Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation);
}
