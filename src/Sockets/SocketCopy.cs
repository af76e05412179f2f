using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Rooms.Sockets;

/// <summary>
/// A second descriptor of a socket that somebody else owns. The owner may close its own at any time: writes here then fail, and the number
/// is not given to another connection before this copy is closed too. (A reference to the owner's handle would make its close wait
/// instead.)
/// </summary>
public sealed class SocketCopy : SafeHandle
{
    private SocketCopy(int descriptor)
        : base(-1, ownsHandle: true) => SetHandle(descriptor);

    public override bool IsInvalid => handle < 0;

    /// <summary>Null: the owner has closed it already.</summary>
    public static SocketCopy? TryOf(Socket socket)
    {
        var held = false;
        try
        {
            socket.SafeHandle.DangerousAddRef(ref held);
            // Close-on-exec: a child process would keep the connection open.
            var copy = LibC.Control((int)socket.SafeHandle.DangerousGetHandle(), LibC.ControlDuplicateCloseOnExec, 0);
            return copy >= 0 ? new SocketCopy(copy) : throw new Win32Exception(Marshal.GetLastPInvokeError(), "fcntl failed");
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            if (held) socket.SafeHandle.DangerousRelease();
        }
    }

    protected override bool ReleaseHandle() => LibC.Close((int)handle) == 0;
}
