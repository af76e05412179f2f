namespace Rooms.Benchmarks.Delivery;

/// <summary>One listener's place in one room: the last number it had, and the few that it missed. The caller holds the book's lock.</summary>
internal sealed class Seat(RoomBook book, Findings findings)
{
    private const int MissingKept = 64;
    private readonly List<long> missing = [];

    public RoomBook Book { get; } = book;

    /// <summary>0: not subscribed yet. What a resume asks to go on after.</summary>
    public long Position { get; private set; }

    public long Deliveries { get; private set; }

    /// <summary>Numbers that an explicit gap covered.</summary>
    public long InGaps { get; private set; }

    public long InSkips { get; private set; }

    public void Event(in Notice notice)
    {
        var seq = notice.Seq;
        Book.Observe(notice);
        Deliveries++;
        if (seq > Position) Arrive(seq);
        else if (missing.Remove(seq)) Late(seq);
        else findings.Add(Fault.Doubled, $"room {Book.Room}: {seq} again, after {Position}");
    }

    /// <summary>The first tells where the events begin; a later one must not leave anything out that no gap has covered.</summary>
    public void Snapshot(long seq)
    {
        if (Position == 0) Position = seq;
        else if (seq < Position) findings.Add(Fault.Forgotten, $"room {Book.Room}: the snapshot says {seq}, and {Position} was delivered");
        else Reach(seq + 1);
    }

    public void Gap(long from, long to)
    {
        if (!IsNext(from, to)) return;
        InGaps += to - Position;
        Position = to;
    }

    public void Skipped(long from, long to)
    {
        Book.Skip(from, to);
        if (!IsNext(from, to)) return;
        InSkips += to - Position;
        Position = to;
    }

    /// <summary>Everything acknowledged must have come, or be covered, by now.</summary>
    public void End() => Reach(Book.LastAcknowledged + 1);

    private void Arrive(long seq)
    {
        Reach(seq);
        Position = seq;
    }

    // Everything before this number should have come.
    private void Reach(long seq)
    {
        if (seq <= Position + 1) return;
        findings.Add(Fault.Lost, $"room {Book.Room}: {Position + 1}-{seq - 1}", seq - 1 - Position);
        for (var number = Position + 1; number < seq && missing.Count < MissingKept; number++) missing.Add(number);
        Position = seq - 1;
    }

    private void Late(long seq)
    {
        findings.TakeBack(Fault.Lost);
        findings.Add(Fault.Reordered, $"room {Book.Room}: {seq} after {Position}");
    }

    private bool IsNext(long from, long to)
    {
        if (from > Position + 1) Reach(from);
        if (to > Position) return true;
        findings.Add(Fault.Nonsense, $"room {Book.Room}: {from}-{to} is declared missing after {Position}");
        return false;
    }
}
