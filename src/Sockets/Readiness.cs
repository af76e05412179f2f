namespace Rooms.Sockets;

/// <summary>What a socket is watched for.</summary>
[Flags]
public enum Readiness : uint
{
    /// <summary>Something to read, or the peer's end.</summary>
    Input = LibC.EpollIn,

    /// <summary>Room to write.</summary>
    Room = LibC.EpollOut,
}
