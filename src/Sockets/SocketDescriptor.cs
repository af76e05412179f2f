using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Rooms.Sockets;

/// <summary>Takes a connection away from .NET.</summary>
public static class SocketDescriptor
{
    /// <summary>
    /// A descriptor that the caller closes; the socket object is over, and the connection goes on. Nobody may have waited on the socket before: .NET would
    /// go on watching it.
    /// </summary>
    public static int Detach(Socket socket)
    {
        using (socket)
        {
            // Close-on-exec: a child process would keep the connection open.
            var copy = LibC.Control((int)socket.SafeHandle.DangerousGetHandle(), LibC.ControlDuplicateCloseOnExec, 0);
            if (copy < 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), "fcntl failed");
            // Its own descriptor alone: Socket.Dispose would shut the connection down.
            socket.SafeHandle.Dispose();
            return copy;
        }
    }

    /// <summary>Takes bytes that were only looked at; they are there.</summary>
    public static unsafe void Discard(int descriptor, Span<byte> bytes)
    {
        fixed (byte* first = bytes) LibC.Receive(descriptor, first, (nuint)bytes.Length, LibC.MsgDontWait);
    }
}
