namespace Rooms.Gateway.Push.Sockets;

internal enum HalfOpenOutcome
{
    /// <summary>Counted until it leaves.</summary>
    Entered,

    /// <summary>Its address has as many as it may.</summary>
    AddressFull,

    /// <summary>There are as many as this process watches.</summary>
    Full,
}
