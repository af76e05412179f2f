using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Pushes;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

/// <summary>An app's schedule as the journal tells it: what waits, and how the last ones ended.</summary>
internal sealed record PushScheduleState : IJournalState<PushScheduleState, PushEntry>
{
    public const int EndedKept = 1_000;

    public static readonly PushScheduleState None = new();

    public bool Exists { get; init; }

    /// <summary>It has no events of its own.</summary>
    [JsonIgnore]
    public long Seq => 0;

    [JsonIgnore]
    public long Oldest => 1;

    public ImmutableDictionary<string, WaitingPush> Waiting { get; init; } = ImmutableDictionary<string, WaitingPush>.Empty;

    /// <summary>What the waiting ones take in memory.</summary>
    public long WaitingSize { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableQueue<PushView> Ended { get; init; } = [];

    public int EndedCount { get; init; }

    public Recent<StampRecord> Stamps { get; init; } = new([]);

    [JsonIgnore]
    public int Size => Waiting.Count + EndedCount + Stamps.Count;

    public PushScheduleState Apply(PushEntry entry)
    {
        var next = entry switch
        {
            PushScheduled scheduled => this with
            {
                Waiting = Waiting.SetItem(scheduled.Push.Id, scheduled.Push),
                WaitingSize = WaitingSize + scheduled.Push.Size,
            },
            PushCancelled cancelled => End(cancelled.Id, push => push.ToView(PushState.Cancelled)),
            PushEnded ended => End(ended.Id, push => push.ToView(ended.State) with { Accepted = ended.Accepted, Failed = ended.Failed, Connections = ended.Connections }),
            _ => this,
        } with
        { Exists = true };
        return entry.Stamp is { } stamp ? next.Remember(stamp) : next;
    }

    public PushScheduleState Remember(StampRecord stamp) => this with { Stamps = Stamps.Add(stamp) };

    public PushScheduleState ForSnapshot() => this;

    private PushScheduleState End(string id, Func<WaitingPush, PushView> view)
    {
        if (!Waiting.TryGetValue(id, out var push)) return this;
        var isFull = EndedCount >= EndedKept;
        var ended = (isFull ? Ended.Dequeue() : Ended).Enqueue(view(push));
        return this with
        {
            Waiting = Waiting.Remove(id),
            WaitingSize = WaitingSize - push.Size,
            Ended = ended,
            EndedCount = isFull ? EndedCount : EndedCount + 1,
        };
    }
}
