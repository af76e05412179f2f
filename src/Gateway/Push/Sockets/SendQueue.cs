using Rooms.Sockets;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What waits to be written to one connection: pieces of shared buffers in order, the first one perhaps sent in part. The loop's thread.</summary>
internal sealed class SendQueue
{
    // Mostly one batch, or an answer and a batch.
    private const int FirstCapacity = 2;

    // A connection that was slow once does not keep more.
    private const int KeptCapacity = 16;

    private Piece[] ring = new Piece[FirstCapacity];
    private int head;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public bool IsEmpty => Count == 0;

    /// <summary>The first piece was sent in part.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Adds a reference to the buffer.</summary>
    public void Add(PushBuffer buffer, int offset, int length)
    {
        if (length == 0) return;
        AddOwned(new Piece(buffer.AddReference(), offset, length));
    }

    /// <summary>The next bytes, up to the room in <paramref name="parts"/>.</summary>
    public unsafe int Fill(Span<IoVector> parts)
    {
        var filled = Math.Min(parts.Length, Count);
        for (var i = 0; i < filled; i++)
        {
            ref readonly var piece = ref ring[(head + i) & (ring.Length - 1)];
            parts[i] = new(piece.Buffer.Address(piece.Offset), piece.Length);
        }
        return filled;
    }

    /// <summary>The first piece; there is one.</summary>
    public Piece Peek() => ring[head];

    /// <summary>So many bytes were sent.</summary>
    public void Consume(long sent)
    {
        Bytes -= sent;
        while (Count > 0 && sent >= ring[head].Length)
        {
            sent -= ring[head].Length;
            RemoveFirst().Buffer.Release();
            HasBegun = false;
        }
        if (sent > 0)
        {
            var (buffer, offset, length) = ring[head];
            ring[head] = new Piece(buffer, offset + (int)sent, length - (int)sent);
            HasBegun = true;
        }
        if (Count == 0 && ring.Length > KeptCapacity) (ring, head) = (new Piece[FirstCapacity], 0);
    }

    /// <summary>Everything, with its references; the queue is empty then.</summary>
    public Piece[] TakeAll()
    {
        var pieces = new Piece[Count];
        for (var i = 0; i < pieces.Length; i++) pieces[i] = RemoveFirst();
        Bytes = 0;
        HasBegun = false;
        return pieces;
    }

    /// <summary>Takes over the reference. <paramref name="hasBegun"/>: of the first piece after <see cref="TakeAll"/>.</summary>
    public void AddOwned(Piece piece, bool hasBegun = false)
    {
        if (Count == ring.Length) Enlarge();
        if (Count == 0) HasBegun = hasBegun;
        ring[(head + Count) & (ring.Length - 1)] = piece;
        Count++;
        Bytes += piece.Length;
    }

    public void Clear()
    {
        while (Count > 0) RemoveFirst().Buffer.Release();
        Bytes = 0;
        HasBegun = false;
    }

    private Piece RemoveFirst()
    {
        var first = ring[head];
        ring[head] = default;
        head = (head + 1) & (ring.Length - 1);
        Count--;
        return first;
    }

    private void Enlarge()
    {
        var larger = new Piece[ring.Length * 2];
        for (var i = 0; i < Count; i++) larger[i] = ring[(head + i) & (ring.Length - 1)];
        ring = larger;
        head = 0;
    }
}
