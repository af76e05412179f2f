using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>A room as its journal tells it.</summary>
internal sealed partial record RoomState : IJournalState<RoomState, RoomEntry>
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

    /// <summary>The oldest event that a client may go on from.</summary>
    public long Oldest { get; init; } = 1;

    [JsonIgnore]
    public long KeptFrom => Math.Max(1, Seq - RoomRetention.HistoryKept + 1);

    public ImmutableDictionary<string, RoomMember> Members { get; init; } = ImmutableDictionary<string, RoomMember>.Empty;

    public int Anchors { get; init; }

    /// <summary>The most members there were at a time.</summary>
    public int Peak { get; init; }

    // What snapshots of older programs lack is null to the reader.
    public RoomSettings Settings { get => field ?? RoomSettings.Default; init; } = RoomSettings.Default;

    /// <summary>The room's own word list.</summary>
    public ImmutableArray<string> Words { get => field.IsDefault ? [] : field; init; } = [];

    public RoomModeration Moderation { get => field ?? RoomModeration.None; init; } = RoomModeration.None;

    public CardList Cards { get => field ?? CardList.Empty; init; } = CardList.Empty;

    [JsonIgnore]
    public Combos Combos { get; init; } = Combos.None;

    /// <summary>Kept while slow mode is on.</summary>
    public LastSpoken Spoken { get => field ?? LastSpoken.None; init; } = LastSpoken.None;

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
        UntoldJoins > 0 || UntoldLeaves > 0 || ToldAudience != Members.Count || (Counters != ToldCounters && !Counters.SequenceEqual(ToldCounters));

    [JsonIgnore]
    public int Size =>
        Members.Count + Stamps.Count + Orders.Count + Streams.Length + Words.Length + Moderation.Mutes.Count + Moderation.Bans.Count + Spoken.Count;

    public bool IsGone(DateTimeOffset now) => !Exists || ClosedAt + RoomRetention.KeptClosed <= now;

    public RoomStream? FindStream(string streamId)
    {
        foreach (var stream in Streams)
            if (stream.StreamId == streamId) return stream;
        return null;
    }
}
