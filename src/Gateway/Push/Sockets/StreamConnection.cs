using System.Buffers;
using System.Net;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// A client whose bytes come through the web server: TLS, HTTP/2, a proxy. One read and one write at a time are under way; everything else is the
/// loop's, as for any other client.
/// </summary>
internal sealed class StreamConnection(
    PushLoop loop, Stream stream, bool hasInput, PushSurface surface, PushProtocol protocol, IPAddress address, ConnectionTable table)
    : PushConnection(loop, surface, protocol, address, table)
{
    private const int ReadBytes = 4096;

    // One TLS record, one HTTP/2 frame: small pieces go as one write.
    private const int GatheredBytes = 16 * 1024;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? wanted;
    private CancellationToken ending;
    private Task writes = Task.CompletedTask;
    private PushBuffer? writing;

    public override long QueuedBytes => base.QueuedBytes + (writing?.Length ?? 0);

    /// <summary>From the opening handshake to the connection's end. Any thread; once.</summary>
    public async Task RunAsync(PushHandshake handshake, CancellationToken aborted)
    {
        using var over = new CancellationTokenSource();
        ending = over.Token;
        using var abort = aborted.UnsafeRegister(static state => ((StreamConnection)state!).Post(static connection => connection.Abort(PushEnds.PeerClosed)), this);
        Loop.Post(new LoopAction(() => Open(handshake), reject: EndTask));
        var reading = hasInput ? ReadAsync(ending) : Task.CompletedTask;
        await ended.Task;
        await over.CancelAsync();
        await reading;
        await writes;
    }

    internal override void ReadOn()
    {
        TakeKept();
        if (!CanReceive) return;
        wanted?.TrySetResult();
        wanted = null;
    }

    protected override FlushOutcome TryWrite(SendQueue waiting)
    {
        if (waiting.IsEmpty) return FlushOutcome.Drained;
        writing = Gather(waiting);
        Loop.Figures.Sends++;
        Loop.Figures.SentBytes += writing.Length;
        writes = WriteAsync(writing);
        return FlushOutcome.Blocked;
    }

    // What the peer still sends is read away first: closed over it, the connection would be reset, and the goodbye might be lost.
    protected override void FinishWriting()
    {
        if (HasPeerFinished || !hasInput) Abort(PushEnds.PeerClosed);
        wanted?.TrySetResult();
        wanted = null;
    }

    protected override void Release()
    {
        wanted?.TrySetResult();
        EndTask();
    }

    private void EndTask() => ended.TrySetResult();

    private PushBuffer Gather(SendQueue waiting)
    {
        var gathered = Loop.Buffers.Rent(GatheredBytes);
        while (!waiting.IsEmpty && gathered.Length < GatheredBytes)
        {
            var piece = waiting.Peek();
            gathered.Write(piece.Buffer.Bytes.Slice(piece.Offset, piece.Length));
            waiting.Consume(piece.Length);
        }
        return gathered;
    }

    private async Task WriteAsync(PushBuffer bytes)
    {
        var isLost = false;
        try
        {
            await stream.WriteAsync(bytes.Memory, ending);
            await stream.FlushAsync(ending);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            isLost = true;
        }
        Loop.Post(new LoopAction(() => OnWritten(bytes, isLost), bytes.Release));
    }

    private void OnWritten(PushBuffer bytes, bool isLost)
    {
        bytes.Release();
        writing = null;
        if (isLost) Abort(PushEnds.PeerClosed);
        CountProgress();
        Unblock();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            int received;
            while ((received = await stream.ReadAsync(buffer, cancellation)) > 0) await HandAsync(buffer, received);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Told below, as an end.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        Loop.Post(OnPeerGone);
    }

    // Done when the session has seen the bytes and wants more.
    private Task HandAsync(byte[] buffer, int received)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Loop.Post(new LoopAction(() => TakeFrom(buffer, received, seen), () => seen.TrySetResult()));
        return seen.Task;
    }

    private void TakeFrom(byte[] buffer, int received, TaskCompletionSource seen)
    {
        TakeIn(buffer.AsSpan(0, received));
        if (IsOpen && !IsReading) wanted = seen;
        else seen.TrySetResult();
    }
}
