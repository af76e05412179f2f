using System.Runtime.InteropServices;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// The viewers of one track that one loop writes to. Owned by the loop's thread, but for the blocks under way, which the track's lock
/// guards. The arrays are side by side so that the common case touches nothing but a descriptor and a flag a viewer.
/// </summary>
internal sealed class TrackShare(FanOutLoop loop, ContainerTrack track)
{
    private const int MaxVectors = 16;

    private Viewer[] viewers = new Viewer[4];
    private int[] descriptors = new int[4];
    private bool[] isClear = new bool[4];

    public FanOutLoop Loop => loop;

    public ContainerTrack Track => track;

    public int Count { get; private set; }

    public ReadOnlySpan<Viewer> Viewers => viewers.AsSpan(0, Count);

    /// <summary>Sealed blocks that this loop has not sent. Guarded by the track's lock.</summary>
    internal List<Block> Pending { get; } = [];

    public void Add(Viewer viewer)
    {
        if (Count == viewers.Length)
        {
            Array.Resize(ref viewers, Count * 2);
            Array.Resize(ref descriptors, Count * 2);
            Array.Resize(ref isClear, Count * 2);
        }
        viewer.Share = this;
        viewer.Index = Count;
        viewers[Count] = viewer;
        descriptors[Count] = viewer.Descriptor;
        isClear[Count] = false;
        Count++;
    }

    public void Remove(Viewer viewer)
    {
        Count--;
        var last = viewers[Count];
        last.Index = viewer.Index;
        viewers[viewer.Index] = last;
        descriptors[viewer.Index] = descriptors[Count];
        isClear[viewer.Index] = isClear[Count];
        viewers[Count] = null!;
        viewer.Index = -1;
    }

    /// <summary>Sends the blocks to every viewer: one write each where nothing waits, else through the viewer's queue.</summary>
    public unsafe void Deliver(ReadOnlySpan<Block> blocks)
    {
        for (; blocks.Length > MaxVectors; blocks = blocks[MaxVectors..]) Deliver(blocks[..MaxVectors]);
        var vectors = stackalloc IoVector[MaxVectors];
        nint total = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            vectors[i] = new(blocks[i].Address(0), blocks[i].Length);
            total += blocks[i].Length;
        }
        var message = new MessageHeader { Vectors = vectors, VectorCount = (nuint)blocks.Length };
        long sent = 0;
        // Backwards: a viewer that is closed is replaced by the last one, which has been served.
        for (var i = Count - 1; i >= 0; i--)
            if (isClear[i]) sent += DeliverDirect(i, &message, total, blocks);
            else DeliverQueued(viewers[i], blocks, 0);
        // Once for all viewers.
        track.Sent.Add(loop.Number, sent);
    }

    /// <summary>On the loop's thread: bytes that one of the viewers was sent out of its queue.</summary>
    public void CountSend(long bytes)
    {
        track.Sent.Add(loop.Number, bytes);
        loop.Traffic.CountSend(bytes);
    }

    /// <summary>To be called after anything that may have emptied or filled a viewer's queue.</summary>
    public void Refresh(Viewer viewer) => isClear[viewer.Index] = viewer.IsClear && viewer.Descriptor >= 0 && viewer.EndReason is null;

    private unsafe long DeliverDirect(int index, MessageHeader* message, nint total, ReadOnlySpan<Block> blocks)
    {
        var sent = message->VectorCount == 1
            ? LibC.Send(descriptors[index], message->Vectors->Address, message->Vectors->Length, LibC.MsgDontWait | LibC.MsgNoSignal)
            : LibC.SendMessage(descriptors[index], message, LibC.MsgDontWait | LibC.MsgNoSignal);
        if (sent >= 0) loop.Traffic.CountSend(sent);
        if (sent == total) return sent;
        if (sent < 0 && Marshal.GetLastPInvokeError() is not (LibC.ErrorAgain or LibC.ErrorInterrupted))
            loop.Close(viewers[index], ViewerEnd.PeerClosed);
        else DeliverQueued(viewers[index], blocks, (int)Math.Max(0, sent));
        return Math.Max(0, sent);
    }

    private void DeliverQueued(Viewer viewer, ReadOnlySpan<Block> blocks, int skip)
    {
        // One that is to leave gets what waits and no more; the rest of a block that it has begun is among that.
        if (viewer.EndReason is null || skip > 0) viewer.Offer(blocks, skip);
        loop.Flush(viewer);
    }
}
