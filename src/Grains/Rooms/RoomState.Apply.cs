using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>What each entry makes of the state.</summary>
internal sealed partial record RoomState
{
    public RoomState Apply(RoomEntry entry)
    {
        var next = ApplyNumbered(entry);
        return entry.Stamp is { } stamp ? next.Remember(stamp) : next;
    }

    // Most entries of a busy room are messages, of which only the stamps are kept.
    public RoomState ApplyAll(IEnumerable<RoomEntry> entries)
    {
        var next = this;
        var stamps = new List<StampRecord>();
        foreach (var entry in entries)
        {
            next = next.ApplyNumbered(entry);
            if (entry.Stamp is { } stamp) stamps.Add(stamp);
        }
        return next with { Stamps = next.Stamps.AddAll(stamps) };
    }

    public RoomState Remember(StampRecord stamp) => this with { Stamps = Stamps.Add(stamp) };

    public RoomState ForSnapshot() => this with { Oldest = Math.Max(Oldest, Seq - RoomRetention.EventsKept + 1) };

    private RoomState ApplyNumbered(RoomEntry entry)
    {
        var next = ApplyFact(entry);
        return entry.Number is { } number ? next with { Seq = number } : next;
    }

    private RoomState ApplyFact(RoomEntry entry) => entry switch
    {
        Created e => ApplyCreated(e),
        Opened => this with { Status = RoomStatus.Open },
        Updated e => ApplyUpdated(e),
        Closed e => this with { Status = RoomStatus.Closed, ClosedAt = e.At, Members = Members.Clear(), Anchors = 0, ToldAudience = 0 },
        CountersTold e => this with { ToldCounters = e.Counters, ToldAudience = e.Audience },
        MemberJoined e => ApplyJoined(e),
        MemberLeft e => ApplyLeft(e),
        JoinsTold => this with { UntoldJoins = 0 },
        LeavesTold => this with { UntoldLeaves = 0 },
        Liked e => Count(Likes, e.Count),
        GiftSent e => ApplyGift(e),
        MessageSent e => ApplyMessage(e),
        StreamAdded e => this with { Streams = Streams.Add(new RoomStream(e.StreamId, e.Name, e.User ?? "", e.Node, StreamStatus.Idle, e.At, 0, null)) },
        StreamRemoved e => this with { Streams = Streams.RemoveAll(s => s.StreamId == e.StreamId), Cuts = Cuts.SetItem(e.StreamId, e.Reason) },
        StreamBanned e => Change(e.StreamId, s => s with { BannedUntil = e.Until }) with { Cuts = Cuts.SetItem(e.StreamId, e.Reason) },
        StreamMoved e => ApplyMoved(e),
        StreamJudged e => Change(e.StreamId, s => s with { IsUnhealthy = !e.IsHealthy }),
        StreamCut e => this with { Cuts = Cuts.Remove(e.StreamId) },
        MemberKicked or TypingTold or MessageRecalled or MessagesErased => this,
        CardsSet e => this with { Cards = CardRules.Apply(Cards, e) },
        MemberMuted or MemberUnmuted or MemberBanned or MemberUnbanned or ModeratorAdded or ModeratorRemoved => this with { Moderation = Moderation.Apply(entry) },
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
        Settings = e.Settings is null ? Settings : SettingsRules.Merge(Settings, e.Settings),
        Words = e.Settings?.Words ?? Words,
    };

    private RoomState ApplyUpdated(Updated e) => this with
    {
        Name = e.Name ?? Name,
        Info = e.Info ?? Info,
        Cover = e.Cover ?? Cover,
        Custom = e.Custom ?? Custom,
        Settings = e.Settings is null ? Settings : SettingsRules.Merge(Settings, e.Settings),
        Words = e.Settings?.Words ?? Words,
        Spoken = e.Settings?.SlowModeSeconds == 0 ? LastSpoken.None : Spoken,
    };

    private RoomState ApplyMessage(MessageSent e) => Settings.SlowModeSeconds > 0 && e.User is not null
        ? this with { Spoken = Spoken.Add(e.User, e.At, TimeSpan.FromSeconds(Settings.SlowModeSeconds)) }
        : this;

    private RoomState ApplyJoined(MemberJoined e)
    {
        var member = new RoomMember(e.Member, e.Role == RoomMember.Anchor, e.At);
        return this with
        {
            Members = Members.SetItem(e.Member, member),
            Anchors = Anchors + (member.IsAnchor ? 1 : 0),
            UntoldJoins = UntoldJoins + (e.Number is null ? 1 : 0),
            Peak = Math.Max(Peak, Members.ContainsKey(e.Member) ? Members.Count : Members.Count + 1),
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
        var counted = Count(Gifts, e.Count) with { Combos = Combos.Add(e) };
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
