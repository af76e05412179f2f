namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Makes a queue shorter: events of which only the newest matters are left out, and a notice tells their numbers in their place. A notice never covers
/// an event that must arrive. Rare, so it may allocate.
/// </summary>
internal static class QueueTrim
{
    /// <summary>How many events were left out.</summary>
    public static int Run(SendQueue queue)
    {
        var hasBegun = queue.HasBegun;
        var pieces = queue.TakeAll();
        var pass = new Pass(queue);
        for (var i = 0; i < pieces.Length; i++) pass.Take(pieces[i], isBegun: i == 0 && hasBegun);
        pass.TellSkipped();
        return pass.Dropped;
    }

    /// <summary>Leaves the frame that was sent in part, whose end the peer needs.</summary>
    public static void KeepBegun(SendQueue queue)
    {
        var hasBegun = queue.HasBegun;
        var pieces = queue.TakeAll();
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = pieces[i];
            if (i == 0 && hasBegun) queue.AddOwned(piece with { Length = EndOfBegun(piece) - piece.Offset }, hasBegun: true);
            else piece.Buffer.Release();
        }
    }

    // Frames of its own come one a buffer.
    private static int EndOfBegun(in Piece piece)
    {
        if (piece.Buffer.Index is { } index)
            foreach (var entry in index.Entries)
                if (entry.End > piece.Offset) return Math.Min(entry.End, piece.Offset + piece.Length);
        return piece.Offset + piece.Length;
    }

    /// <summary>One way through a queue, from its oldest piece to its newest.</summary>
    private sealed class Pass(SendQueue queue)
    {
        private FrameIndex? skipping;
        private long skippedFrom;
        private long skippedTo;

        public int Dropped { get; private set; }

        public void Take(in Piece piece, bool isBegun)
        {
            if (piece.Buffer.Index is not { } index)
            {
                Add(piece.Buffer, piece.Offset, piece.Offset + piece.Length, isBegun);
                piece.Buffer.Release();
                return;
            }
            TakeEvents(piece, index, isBegun);
            piece.Buffer.Release();
        }

        /// <summary>Before what must follow the numbers that were left out.</summary>
        public void TellSkipped()
        {
            if (skipping?.TellSkipped(skippedFrom, skippedTo) is { } notice) queue.AddOwned(new Piece(notice, 0, notice.Length));
            skipping = null;
        }

        // Runs of events that stay become one piece each.
        private void TakeEvents(in Piece piece, FrameIndex index, bool isBegun)
        {
            var kept = piece.Offset;
            var start = piece.Offset;
            var end = piece.Offset + piece.Length;
            foreach (var entry in index.Entries)
            {
                if (entry.End <= start) continue;
                if (start >= end) break;
                var mayGo = entry.IsDroppable && !(isBegun && start == piece.Offset);
                if (mayGo)
                {
                    Add(piece.Buffer, kept, start, isBegun && kept == piece.Offset);
                    Skip(index, entry.Number);
                    kept = entry.End;
                }
                start = entry.End;
            }
            Add(piece.Buffer, kept, end, isBegun && kept == piece.Offset);
        }

        private void Add(PushBuffer buffer, int from, int to, bool isBegun)
        {
            if (from >= to) return;
            TellSkipped();
            queue.AddOwned(new Piece(buffer.AddReference(), from, to - from), isBegun);
        }

        private void Skip(FrameIndex index, long number)
        {
            Dropped++;
            if (skipping is not null && skipping.IsSameSequence(index) && number == skippedTo + 1)
            {
                skippedTo = number;
                return;
            }
            TellSkipped();
            skipping = index;
            skippedFrom = skippedTo = number;
        }
    }
}
