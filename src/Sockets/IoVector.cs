using System.Runtime.InteropServices;

namespace Rooms.Sockets;

/// <summary><c>struct iovec</c>: one piece of a gathered write.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe struct IoVector(byte* address, int length)
{
    public readonly byte* Address = address;
    public readonly nuint Length = (nuint)length;
}
