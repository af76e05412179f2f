using Rooms.Contracts.Shutdown;

namespace Rooms.Contracts.Data;

/// <summary>
/// What an operator does with this machine's data from outside the server (docs/operations.md). Every method throws <see cref="StartException"/>
/// with one line when it cannot be done; nothing is changed then.
/// </summary>
public interface IStoredData
{
    /// <summary>Writes everything, as of one moment, into <paramref name="file"/>, whether a server runs on the data or not.</summary>
    StoredDataReport BackUp(string file);

    /// <summary>Puts a backup into the empty data directory, after it was checked.</summary>
    StoredDataReport Restore(string file);

    /// <summary>Compares every row of the journals with its checksum; null: the data directory's, whether a server runs on it or not.</summary>
    StoredDataReport Verify(string? file);
}
