using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rooms.Sockets;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// A connection before its first words: watched by a loop and otherwise nothing, so that thousands that never speak cost little. What it says is looked at
/// and left where it is until somebody knows whose it is.
/// </summary>
internal sealed class WaitingSocket(PushLoop loop, Socket socket, IFirstBytes judge, Action onLeft) : LoopMember(loop), ILoopSocket
{
    // From the first byte to the last of the request's head.
    private const int SpeakMilliseconds = 5000;

    // As long as the web server lets a connection be that has asked for nothing (its KeepAliveTimeout).
    private const int SilentMilliseconds = 130_000;

    private readonly int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    private readonly long began = loop.NowMilliseconds;
    private long? spokeAt;
    private uint? key;

    public void Begin()
    {
        Loop.Add(this);
        key = Loop.TryWatch(descriptor, this);
        if (key is null) GiveUp();
    }

    public void OnReady() => Attempt(static member => ((WaitingSocket)member).Hear());

    internal override void Look()
    {
        var now = Loop.NowMilliseconds;
        if (spokeAt is { } since ? now - since >= SpeakMilliseconds : now - began >= SilentMilliseconds) GiveUp();
    }

    internal override void ReadOn()
    {
    }

    internal override void Abandon() => Leave(socket.Dispose);

    // A process without a free descriptor cannot take it over.
    internal override void Fail(Exception bug)
    {
        Loop.WaitingFailed(bug);
        Leave(() => { });
        socket.Dispose();
    }

    private void Hear()
    {
        if (Place < 0) return;
        var received = Peek();
        if (received < 0) return;
        if (received == 0) Leave(socket.Dispose);
        else Judge(received);
    }

    private void Judge(int received)
    {
        spokeAt ??= Loop.NowMilliseconds;
        if (judge.Judge(Loop, socket, Loop.ReadBuffer.AsSpan(0, received)) is { } then) Leave(then);
    }

    private void GiveUp() => Leave(() => judge.GiveUp(socket, spokeAt is not null));

    private void Leave(Action then)
    {
        if (Place < 0) return;
        if (key is { } known) Loop.Unwatch(descriptor, known);
        Loop.Remove(this);
        onLeft();
        then();
    }

    // Negative: nothing yet. 0: the peer has gone.
    private unsafe int Peek()
    {
        var buffer = Loop.ReadBuffer;
        fixed (byte* first = buffer)
        {
            var received = (int)LibC.Receive(descriptor, first, Wire.WebSocket.UpgradeRequest.MaxLength, LibC.MsgDontWait | LibC.MsgPeek);
            return received >= 0 ? received : Marshal.GetLastPInvokeError() is LibC.ErrorAgain or LibC.ErrorInterrupted ? -1 : 0;
        }
    }
}
