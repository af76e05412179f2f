using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rooms.Sockets;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A client whose TCP socket is the loop's own, as nothing but a descriptor: no object of .NET's sockets, no buffer while it is silent.</summary>
internal sealed class SocketConnection(PushLoop loop, int descriptor, PushSurface surface, PushProtocol protocol, IPAddress address, ConnectionTable table)
    : PushConnection(loop, surface, protocol, address, table), ILoopSocket
{
    // Several feeds and some answers; sendmsg copies its vectors into the kernel.
    private const int MaxVectors = 32;

    // A client that sends faster than it is read lets the others have their turn.
    private const int MaxReadsInARow = 4;

    private uint? key;

    /// <summary>The kernel reports what is there already, so nothing that came before is missed.</summary>
    public void Watch()
    {
        if (IsGone) return;
        key = Loop.TryWatch(descriptor, this);
        if (key is null) Abort(PushEnds.NoRoom);
    }

    public void OnReady() => Attempt(static member =>
    {
        var connection = (SocketConnection)member;
        connection.Unblock();
        connection.Receive();
    });

    internal override void ReadOn()
    {
        TakeKept();
        Receive();
    }

    // Once a delivery: half a kilobyte of vectors need not be cleared for the one that is filled.
    [SkipLocalsInit]
    protected override unsafe FlushOutcome TryWrite(SendQueue waiting)
    {
        var vectors = stackalloc IoVector[MaxVectors];
        while (!waiting.IsEmpty)
        {
            var filled = waiting.Fill(new Span<IoVector>(vectors, MaxVectors));
            var sent = filled == 1 ? SendOne(vectors) : SendSeveral(vectors, filled);
            if (sent < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == LibC.ErrorInterrupted) continue;
                return error == LibC.ErrorAgain ? FlushOutcome.Blocked : FlushOutcome.Lost;
            }
            Loop.Figures.Sends++;
            Loop.Figures.SentBytes += sent;
            CountProgress();
            // A part: the next try fails, and from then on the kernel reports when there is room again.
            waiting.Consume(sent);
        }
        return FlushOutcome.Drained;
    }

    protected override void FinishWriting()
    {
        if (LibC.Shutdown(descriptor, LibC.ShutdownWrite) < 0) Abort(PushEnds.PeerClosed);
    }

    protected override void Release()
    {
        if (key is { } known) Loop.Unwatch(descriptor, known);
        LibC.Close(descriptor);
    }

    private unsafe nint SendOne(IoVector* vector) =>
        LibC.Send(descriptor, vector->Address, vector->Length, LibC.MsgDontWait | LibC.MsgNoSignal);

    private unsafe nint SendSeveral(IoVector* vectors, int count)
    {
        var message = new MessageHeader { Vectors = vectors, VectorCount = (nuint)count };
        return LibC.SendMessage(descriptor, &message, LibC.MsgDontWait | LibC.MsgNoSignal);
    }

    private unsafe void Receive()
    {
        for (var reads = 0; CanReceive; reads++)
        {
            if (reads == MaxReadsInARow)
            {
                Loop.ReadLater(this);
                return;
            }
            var buffer = Loop.ReadBuffer;
            nint received;
            fixed (byte* first = buffer) received = LibC.Receive(descriptor, first, (nuint)buffer.Length, LibC.MsgDontWait);
            if (received < 0 && Marshal.GetLastPInvokeError() is LibC.ErrorAgain) return;
            if (received < 0 && Marshal.GetLastPInvokeError() is LibC.ErrorInterrupted) continue;
            // A lost connection reads like a closed one.
            if (received <= 0) OnPeerGone();
            else TakeIn(buffer.AsSpan(0, (int)received));
        }
    }
}
