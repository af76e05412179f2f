namespace Rooms.Grains.Rooms;

/// <summary>What one command would write: entries, and the state after them. Nothing is true before its commit.</summary>
internal sealed class RoomChange(RoomState before, DateTimeOffset now)
{
    private readonly List<RoomEntry> entries = [];

    public DateTimeOffset Now => now;

    public RoomState State { get; private set; } = before;

    public IReadOnlyList<RoomEntry> Entries => entries;

    /// <summary>How many rooms the app may have with this one; 0: no limit.</summary>
    public int MaxRooms { get; set; }

    /// <summary>Adds an event that clients see; answers its number.</summary>
    public long Tell(RoomEntry entry)
    {
        var number = State.Seq + 1;
        Add(entry with { Number = number });
        return number;
    }

    /// <summary>Adds a fact that is no event of its own.</summary>
    public void Note(RoomEntry entry) => Add(entry);

    /// <summary>Ties the command's stamp and answer to its effect.</summary>
    public void Stamp(StampRecord stamp)
    {
        entries[^1] = entries[^1] with { Stamp = stamp };
        State = State with { Stamps = State.Stamps.Add(stamp) };
    }

    private void Add(RoomEntry entry)
    {
        var dated = entry with { At = now };
        entries.Add(dated);
        State = State.Apply(dated);
    }
}
