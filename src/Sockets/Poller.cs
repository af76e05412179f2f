using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rooms.Sockets;

/// <summary>
/// An epoll with an eventfd to wake it. Sockets are watched for something to read or for room to write, edge-triggered: after a read that
/// found nothing, or a short write, the kernel reports once. One thread waits; any thread wakes and forgets.
/// </summary>
public sealed unsafe class Poller : IDisposable
{
    private const int MaxEvents = 256;
    private const uint WakeKey = uint.MaxValue;

    // struct epoll_event is packed on x86-64 and padded everywhere else.
    private static readonly int KeyOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = KeyOffset + 8;

    private readonly byte[] events = GC.AllocateArray<byte>(MaxEvents * EventBytes, pinned: true);
    private readonly int epoll = Check(LibC.EpollCreate(LibC.EpollCloseOnExec), "epoll_create1");
    private readonly int wake = Check(LibC.EventFd(0, LibC.EventFdCloseOnExec | LibC.EventFdNonBlocking), "eventfd");

    // Edge-triggered too: each wake is reported once, and nobody has to read it away.
    public Poller() => Check(Add(wake, LibC.EpollIn | LibC.EpollEdgeTriggered, WakeKey), "epoll_ctl");

    public bool TryWatch(int descriptor, Readiness wanted, uint key) => Add(descriptor, (uint)wanted | LibC.EpollEdgeTriggered, key) == 0;

    public void Forget(int descriptor) => LibC.EpollControl(epoll, LibC.EpollControlDelete, descriptor, null);

    public void Wake()
    {
        ulong one = 1;
        LibC.Write(wake, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Keys of sockets that have something to read, or room again. Timeout -1: until woken.</summary>
    public int Wait(int timeoutMilliseconds, Span<uint> ready)
    {
        int count;
        fixed (byte* first = events) count = LibC.EpollWait(epoll, first, Math.Min(MaxEvents, ready.Length), timeoutMilliseconds);
        var keys = 0;
        for (var i = 0; i < count; i++)
        {
            var key = BinaryPrimitives.ReadUInt32LittleEndian(events.AsSpan(i * EventBytes + KeyOffset));
            if (key != WakeKey) ready[keys++] = key;
        }
        return keys;
    }

    public void Dispose()
    {
        LibC.Close(wake);
        LibC.Close(epoll);
    }

    private int Add(int descriptor, uint interest, uint key)
    {
        var item = stackalloc byte[16];
        *(uint*)item = interest;
        *(ulong*)(item + KeyOffset) = key;
        return LibC.EpollControl(epoll, LibC.EpollControlAdd, descriptor, item);
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed");
}
