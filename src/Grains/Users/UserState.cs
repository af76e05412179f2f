using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Users;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

/// <summary>A user as the journal tells it. Texts are in the events; here are only the newest one's beginning and what is still on its way.</summary>
internal sealed record UserState : IJournalState<UserState, UserEntry>
{
    public static readonly UserState None = new();

    public bool Exists { get; init; }

    public long Seq { get; init; }

    public long Oldest { get; init; } = 1;

    /// <summary>Events kept; the configuration's, not stored.</summary>
    [JsonIgnore]
    public int MaxEvents { get; init; } = int.MaxValue;

    /// <summary>Messages this user has sent, or tried to.</summary>
    public long Sends { get; init; }

    /// <summary>In the order of sending.</summary>
    public ImmutableArray<Outgoing> Outgoing { get; init; } = [];

    public ImmutableDictionary<string, Conversation> Conversations { get; init; } = ImmutableDictionary<string, Conversation>.Empty;

    /// <summary>By peer its last message here, by which a repeated delivery is known, even of a conversation that was forgotten or erased.</summary>
    public ImmutableDictionary<string, PeerSend> PeerSends { get => field ?? ImmutableDictionary<string, PeerSend>.Empty; init; } =
        ImmutableDictionary<string, PeerSend>.Empty;

    /// <summary>Received messages that are kept, oldest first.</summary>
    public ImmutableQueue<KeptMessage> Kept { get; init; } = [];

    public int KeptCount { get; init; }

    public ImmutableSortedSet<string> Blocks { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public ImmutableArray<Device> Devices { get; init; } = [];

    /// <summary>Null: nothing is being erased.</summary>
    public Erasure? Erasing { get; init; }

    public Recent<StampRecord> Stamps { get; init; } = new([]);

    [JsonIgnore]
    public int Size => Conversations.Count + PeerSends.Count + KeptCount + Stamps.Count + Outgoing.Length + Blocks.Count + Devices.Length;

    public UserState Apply(UserEntry entry)
    {
        var next = ApplyFact(entry) with { Exists = true };
        if (entry.Stamp is { } stamp) next = next.Remember(stamp);
        return entry.Number is { } number ? next.Numbered(number) : next;
    }

    public UserState Remember(StampRecord stamp) => this with { Stamps = Stamps.Add(stamp) };

    public UserState ForSnapshot() => this;

    /// <summary>How many messages the peer had sent to anybody with its last one here.</summary>
    public long SendsOf(string peer) => PeerSends.GetValueOrDefault(peer)?.Send ?? 0;

    /// <summary>The conversation shows a text of the peer's, which is none after that message.</summary>
    public bool PreviewsTextOf(string peer, long sends) => Conversations.GetValueOrDefault(peer)?.Last?.From == peer && SendsOf(peer) <= sends;

    /// <summary>The oldest message to a peer that is still on its way.</summary>
    public Outgoing? NextTo(string peer)
    {
        foreach (var outgoing in Outgoing)
            if (outgoing.To == peer) return outgoing;
        return null;
    }

    public Outgoing? FindOutgoing(long send)
    {
        foreach (var outgoing in Outgoing)
            if (outgoing.Send == send) return outgoing;
        return null;
    }

    public Outgoing? FindOutgoing(IdempotencyStamp stamp)
    {
        foreach (var outgoing in Outgoing)
            if (outgoing.Stamp?.Key == stamp.Key) return outgoing;
        return null;
    }

    public Device? FindDevice(string device)
    {
        foreach (var known in Devices)
            if (known.Id == device) return known;
        return null;
    }

    private UserState ApplyFact(UserEntry entry) => entry switch
    {
        Sending e => this with { Sends = e.Message.Send, Outgoing = Outgoing.Add(e.Message) },
        Sent e => Drop(e.Send).Converse(e.To, e, new MessagePreview(e.Id, "", e.Type, Beginning(e.Text))),
        SendRefused e => Drop(e.Send),
        Received e => Keep(e).Converse(e.From, e, new MessagePreview(e.Id, e.From, e.Type, Beginning(e.Text))),
        Pushed => this,
        ReadUpTo e => Conversations.TryGetValue(e.Peer, out var read) ? With(read with { Read = e.Seq }) : this,
        PeerBlocked e => this with { Blocks = Blocks.Add(e.Peer) },
        PeerUnblocked e => this with { Blocks = Blocks.Remove(e.Peer) },
        DevicesSet e => this with { Devices = e.Devices },
        EraseBegun e => ApplyErase(e),
        ErasedUpTo e => this with { Erasing = Erasing! with { Own = e.Seq } },
        PeerErased e => this with { Erasing = Erasing! with { Peers = Erasing.Peers.Remove(e.Peer) } },
        RoomErased e => this with { Erasing = Erasing! with { Rooms = Erasing.Rooms.Remove(e.Room) } },
        EraseDone => this with { Erasing = null },
        ErasedFrom e => WithoutTextOf(e.Peer, e.Sends ?? long.MaxValue),
        _ => throw new InvalidOperationException($"no such entry: {entry.GetType().Name}"),
    };

    private UserState ApplyErase(EraseBegun e) => this with
    {
        // From the first: events that are no longer shown are on disk until the next snapshot.
        Erasing = new Erasure(e.UpTo, 0, e.Peers, e.Rooms, e.Sends, e.At),
        Outgoing = [],
        Conversations = Conversations.Clear(),
        Kept = [],
        KeptCount = 0,
        Blocks = Blocks.Clear(),
        Devices = [],
    };

    private UserState WithoutTextOf(string peer, long sends) => PreviewsTextOf(peer, sends) ? With(Conversations[peer] with { Last = null }) : this;

    private UserState Drop(long send) => this with { Outgoing = Outgoing.RemoveAll(outgoing => outgoing.Send == send) };

    private UserState Keep(Received e) => this with
    {
        Kept = Kept.Enqueue(new KeptMessage(e.Number ?? 0, e.From)),
        KeptCount = KeptCount + 1,
        PeerSends = WithRoomFor(e.From).SetItem(e.From, new PeerSend(Math.Max(SendsOf(e.From), e.Send), e.Number ?? 0)),
    };

    private ImmutableDictionary<string, PeerSend> WithRoomFor(string peer) => PeerSends.Count < UserRetention.PeerSends || PeerSends.ContainsKey(peer)
        ? PeerSends
        : PeerSends.Remove(PeerSends.MinBy(known => known.Value.Seq).Key);

    private UserState Converse(string peer, UserEntry entry, MessagePreview last)
    {
        var known = Conversations.GetValueOrDefault(peer) ?? new Conversation(peer, 0, 0, entry.At, null);
        var room = Conversations.ContainsKey(peer) || Conversations.Count < UserRetention.Conversations ? this : WithoutTheQuietest();
        return room.With(known with { LastSeq = entry.Number ?? 0, LastAt = entry.At, Last = last });
    }

    private UserState WithoutTheQuietest() =>
        this with { Conversations = Conversations.Remove(Conversations.Values.MinBy(conversation => conversation.LastSeq)!.Peer) };

    private UserState With(Conversation conversation) => this with { Conversations = Conversations.SetItem(conversation.Peer, conversation) };

    private UserState Numbered(long number)
    {
        var oldest = Math.Max(Oldest, number - MaxEvents + 1);
        var (kept, count) = (Kept, KeptCount);
        for (; !kept.IsEmpty && kept.Peek().Seq < oldest; count--) kept = kept.Dequeue();
        return this with { Seq = number, Oldest = oldest, Kept = kept, KeptCount = Math.Max(0, count) };
    }

    private static string? Beginning(string? text)
    {
        if (text is null || text.Length <= MessagePreview.MaxText) return text;
        // Not through the middle of a character of two.
        return text[..(char.IsHighSurrogate(text[MessagePreview.MaxText - 1]) ? MessagePreview.MaxText - 1 : MessagePreview.MaxText)];
    }
}
