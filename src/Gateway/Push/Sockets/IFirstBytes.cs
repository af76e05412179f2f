using System.Net.Sockets;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Who decides over a connection that has not said yet what it wants. On a loop.</summary>
internal interface IFirstBytes
{
    /// <summary>
    /// These bytes were only looked at, and are there still. Null: not enough to tell. Else what to do, once nobody watches the socket any more; it is the
    /// callee's then.
    /// </summary>
    Action? Judge(PushLoop loop, Socket socket, ReadOnlySpan<byte> bytes);

    /// <summary>It said nothing, or not all, in time; or there is no place to watch it. The socket is the callee's.</summary>
    void GiveUp(Socket socket, bool hasSpoken);
}
