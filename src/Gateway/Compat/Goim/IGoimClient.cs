namespace Rooms.Gateway.Compat.Goim;

/// <summary>A connection of either generation, once it is authenticated.</summary>
internal interface IGoimClient
{
    /// <summary>v2's name of the connection; null in v1, where nobody outside knows it.</summary>
    string? Key { get; }

    long Mid { get; }

    /// <summary>The address that it comes from.</summary>
    string Address { get; }

    /// <summary>v1 takes everything.</summary>
    bool Accepts(int operation);

    /// <summary>Never waits: what does not fit the connection's queue closes it.</summary>
    void Push(GoimPush push);

    /// <summary>Another connection took its key.</summary>
    void Replace();
}
