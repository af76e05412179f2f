using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>A room as its journal tells it.</summary>
internal sealed record RoomState : IJournalState<RoomState, RoomEntry>
{
    public const string Likes = "likes";
    public const string Gifts = "gifts";

    // Above None, whose making needs it.
    private static readonly ImmutableSortedDictionary<string, long> NoCounters =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(Gifts, 0L), KeyValuePair.Create(Likes, 0L)]);

    /// <summary>No entry yet: the room does not exist.</summary>
    public static readonly RoomState None = new();

    public bool Exists { get; init; }

    public RoomScene Scene { get; init; }

    public string Name { get; init; } = "";

    public string Info { get; init; } = "";

    public string Cover { get; init; } = "";

    public string Custom { get; init; } = "{}";

    public string Creator { get; init; } = "";

    public RoomStatus Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The number of the last event.</summary>
    public long Seq { get; init; }

    /// <summary>The oldest event that is kept.</summary>
    public long Oldest { get; init; } = 1;

    public ImmutableDictionary<string, RoomMember> Members { get; init; } = ImmutableDictionary<string, RoomMember>.Empty;

    public int Anchors { get; init; }

    public ImmutableSortedDictionary<string, long> Counters { get; init; } = NoCounters;

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<RoomStream> Streams { get; init; } = [];

    /// <summary>Streams that must be cut at their relay, with the reason, until the pusher grain has taken the order.</summary>
    public ImmutableDictionary<string, string> Cuts { get; init; } = ImmutableDictionary<string, string>.Empty;

    public Recent<StampRecord> Stamps { get; init; } = new([]);

    public Recent<GiftOrder> Orders { get; init; } = new([]);

    /// <summary>What the last room.counters event told.</summary>
    public ImmutableSortedDictionary<string, long> ToldCounters { get; init; } = NoCounters;

    public int ToldAudience { get; init; }

    /// <summary>Joins of a large room that no event has told yet.</summary>
    public int UntoldJoins { get; init; }

    public int UntoldLeaves { get; init; }

    /// <summary>Something waits for the merged events.</summary>
    [JsonIgnore]
    public bool HasUntold =>
        UntoldJoins > 0 || UntoldLeaves > 0 || ToldAudience != Members.Count || !Counters.SequenceEqual(ToldCounters);

    [JsonIgnore]
    public int Size => Members.Count + Stamps.Count + Orders.Count + Streams.Length;

    public bool IsGone(DateTimeOffset now) => !Exists || ClosedAt + RoomRetention.KeptClosed <= now;

    public RoomStream? FindStream(string streamId)
    {
        foreach (var stream in Streams)
            if (stream.StreamId == streamId) return stream;
        return null;
    }

    public RoomState Apply(RoomEntry entry)
    {
        var next = ApplyFact(entry);
        if (entry.Stamp is { } stamp) next = next.Remember(stamp);
        return entry.Number is { } number ? next with { Seq = number } : next;
    }

    public RoomState Remember(StampRecord stamp) => this with { Stamps = Stamps.Add(stamp) };

    public RoomState ForSnapshot() => this with { Oldest = Math.Max(Oldest, Seq - RoomRetention.EventsKept + 1) };

    private RoomState ApplyFact(RoomEntry entry) => entry switch
    {
        Created e => ApplyCreated(e),
        Opened => this with { Status = RoomStatus.Open },
        Updated e => this with { Name = e.Name ?? Name, Info = e.Info ?? Info, Cover = e.Cover ?? Cover, Custom = e.Custom ?? Custom },
        Closed e => this with { Status = RoomStatus.Closed, ClosedAt = e.At, Members = Members.Clear(), Anchors = 0, ToldAudience = 0 },
        CountersTold e => this with { ToldCounters = e.Counters, ToldAudience = e.Audience },
        MemberJoined e => ApplyJoined(e),
        MemberLeft e => ApplyLeft(e),
        JoinsTold => this with { UntoldJoins = 0 },
        LeavesTold => this with { UntoldLeaves = 0 },
        Liked e => Count(Likes, e.Count),
        GiftSent e => ApplyGift(e),
        MessageSent => this,
        StreamAdded e => this with { Streams = Streams.Add(new RoomStream(e.StreamId, e.Name, e.User ?? "", e.Node, StreamStatus.Idle, e.At, 0, null)) },
        StreamRemoved e => this with { Streams = Streams.RemoveAll(s => s.StreamId == e.StreamId), Cuts = Cuts.SetItem(e.StreamId, e.Reason) },
        StreamBanned e => Change(e.StreamId, s => s with { BannedUntil = e.Until }) with { Cuts = Cuts.SetItem(e.StreamId, e.Reason) },
        StreamMoved e => ApplyMoved(e),
        StreamJudged e => Change(e.StreamId, s => s with { IsUnhealthy = !e.IsHealthy }),
        StreamCut e => this with { Cuts = Cuts.Remove(e.StreamId) },
        _ => throw new InvalidOperationException($"no such entry: {entry.GetType().Name}"),
    };

    private RoomState ApplyCreated(Created e) => this with
    {
        Exists = true,
        Scene = e.Scene,
        Name = e.Name,
        Info = e.Info,
        Cover = e.Cover,
        Custom = e.Custom,
        Creator = e.User ?? "",
        CreatedAt = e.At,
    };

    private RoomState ApplyJoined(MemberJoined e)
    {
        var member = new RoomMember(e.Member, e.Role == RoomMember.Anchor, e.At);
        return this with
        {
            Members = Members.SetItem(e.Member, member),
            Anchors = Anchors + (member.IsAnchor ? 1 : 0),
            UntoldJoins = UntoldJoins + (e.Number is null ? 1 : 0),
        };
    }

    private RoomState ApplyLeft(MemberLeft e) => this with
    {
        Members = Members.Remove(e.Member),
        Anchors = Anchors - (Members.GetValueOrDefault(e.Member) is { IsAnchor: true } ? 1 : 0),
        UntoldLeaves = UntoldLeaves + (e.Number is null ? 1 : 0),
    };

    private RoomState ApplyGift(GiftSent e)
    {
        var counted = Count(Gifts, e.Count);
        return e.OrderId is null ? counted : counted with { Orders = Orders.Add(new GiftOrder(e.OrderId, e.Number ?? 0, e.At)) };
    }

    // The room's own endings must reach the relay: they leave a cut. The pusher grain's changes come from there.
    private RoomState ApplyMoved(StreamMoved e)
    {
        var moved = Change(e.StreamId, s => s with
        {
            Status = e.Status,
            Node = e.Node ?? s.Node,
            Change = Math.Max(e.Change, s.Change),
            // What is not on air is neither; its next start begins healthy.
            IsUnhealthy = s.IsUnhealthy && e.Status == StreamStatus.Live,
        });
        return e is { Change: 0, Status: StreamStatus.Ended } ? moved with { Cuts = Cuts.SetItem(e.StreamId, e.Reason) } : moved;
    }

    private RoomState Count(string counter, long count) =>
        this with { Counters = Counters.SetItem(counter, Counters.GetValueOrDefault(counter) + count) };

    private RoomState Change(string streamId, Func<RoomStream, RoomStream> change) =>
        FindStream(streamId) is { } stream ? this with { Streams = Streams.Replace(stream, change(stream)) } : this;
}
