using System.Runtime.InteropServices;

namespace Rooms.MediaRelay.Native;

/// <summary><c>struct iovec</c>: one piece of a gathered write.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct IoVector(byte* address, int length)
{
    public readonly byte* Address = address;
    public readonly nuint Length = (nuint)length;
}
