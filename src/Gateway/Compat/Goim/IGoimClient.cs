namespace Rooms.Gateway.Compat.Goim;

/// <summary>A connection of either generation, once it is authenticated.</summary>
internal interface IGoimClient
{
    /// <summary>v2's name of the connection; null in v1, where nobody outside knows it.</summary>
    string? Key { get; }

    long Mid { get; }

    /// <summary>Ours, for whoever pushes to it.</summary>
    string ConnectionId { get; }

    /// <summary>Another connection took its key.</summary>
    void Replace();
}
