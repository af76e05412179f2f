using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>
/// Who may do what in a room, and what follows from it: pure functions from a state and a command to entries and an answer. A refusal adds nothing.
/// </summary>
internal static class RoomRules
{
    private const Roles Everybody = Roles.User | Roles.Anchor | Roles.Agent | Roles.Supervisor | Roles.Backend | Roles.Admin;

    public static Outcome<RoomView> Create(RoomChange change, string id, Caller caller, CreateRoom command)
    {
        if (change.State.Exists) return Refusal.Of<RoomView>(ErrorCodes.RoomExists, $"room {id} exists; a closed room keeps its id for 24 h");
        if (!caller.Has(Roles.Anchor | Roles.Admin | Roles.Backend))
            return Refusal.Of<RoomView>(ErrorCodes.Forbidden, "rooms are made by the roles anchor, admin, backend");
        var fault = FaultIn(command.Name, command.Info, command.Cover, command.Custom, command.Settings);
        if (fault is not null) return Refusal.Of<RoomView>(ErrorCodes.BodyInvalid, fault);
        change.MaxRooms = caller.Quotas?.Rooms ?? 0;
        change.Tell(new Created(command.Scene, command.Name, command.Info, command.Cover, command.Custom, command.Settings) { User = caller.User });
        return RoomViews.Of(id, change.State);
    }

    public static Outcome<RoomView> Update(RoomChange change, string id, Caller caller, UpdateRoom command)
    {
        if (RefuseIfClosed<RoomView>(change) is { } closed) return closed;
        if (!SettingsRules.MayChange(change.State, caller, command))
            return Refusal.Of<RoomView>(ErrorCodes.Forbidden, "only the room's creator and admins change it, and moderators its settings");
        var fault = FaultIn(command.Name ?? change.State.Name, command.Info ?? "", command.Cover ?? "", command.Custom ?? "{}", command.Settings);
        if (fault is not null) return Refusal.Of<RoomView>(ErrorCodes.BodyInvalid, fault);
        change.Tell(new Updated(command.Name, command.Info, command.Cover, command.Custom, command.Settings) { User = caller.User });
        return RoomViews.Of(id, change.State);
    }

    public static Outcome<Done> Close(RoomChange change, Caller caller, string reason)
    {
        if (change.State.IsGone(change.Now)) return NotFound<Done>();
        if (!Moderates(change.State, caller)) return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the room's creator and admins close it");
        if (reason.Length > RoomLimits.Reason) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"reason: at most {RoomLimits.Reason} characters");
        if (change.State.Status != RoomStatus.Closed) End(change, caller.User, reason);
        return Done.Value;
    }

    public static Outcome<MemberView> Join(RoomChange change, Caller caller, JoinRoom command, RoomsOptions options)
    {
        if (RefuseIfClosed<MemberView>(change) is { } closed) return closed;
        var user = command.User ?? caller.User;
        if (!Ids.IsValid(user)) return Refusal.Of<MemberView>(ErrorCodes.BodyInvalid, "user: 1-64 characters of A-Z a-z 0-9 _ . ~ -");
        if (command.Role is not (null or RoomMember.Anchor or RoomMember.Audience))
            return Refusal.Of<MemberView>(ErrorCodes.BodyInvalid, "role: anchor or audience");
        var isAnchor = command.Role == RoomMember.Anchor;
        if (!MayJoin(change.State, caller, user, isAnchor)) return Refusal.Of<MemberView>(ErrorCodes.Forbidden, "the caller's roles do not allow this place");
        if (RightsRules.RefuseBanned<MemberView>(change, user) is { } banned) return banned;
        if (change.State.Members.TryGetValue(user, out var present)) return View(present);
        if (!HasPlace(change.State, isAnchor, options)) return Refusal.Of<MemberView>(ErrorCodes.RoomFull, "every place of this kind is taken");
        var joined = new MemberJoined(user, isAnchor ? RoomMember.Anchor : RoomMember.Audience) { User = caller.User };
        TellOrNote(change, joined);
        Open(change);
        return View(change.State.Members[user]);
    }

    public static Outcome<Done> Leave(RoomChange change, Caller caller, string user, RoomsOptions options)
    {
        if (RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (caller.User != user && !caller.Has(Roles.Admin | Roles.Backend) && !ModerationRules.MayActOn(change.State, caller, user))
            return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the member, and who moderates the room, end a place");
        if (!change.State.Members.ContainsKey(user)) return Refusal.Of<Done>(ErrorCodes.MemberNotFound, $"{user} is not in the room");
        TellOrNote(change, new MemberLeft(user) { User = caller.User });
        if (user == change.State.Creator && ScenePolicy.Of(change.State.Scene, options).ClosesWithCreator) End(change, caller.User, "creator_left");
        return Done.Value;
    }

    public static Outcome<long> Like(RoomChange change, Caller caller, int count)
    {
        if (RefuseLike(change, caller, count) is { } refused) return refused;
        change.Note(new Liked(count) { User = caller.User });
        return change.State.Counters[RoomState.Likes];
    }

    /// <summary>Likes that were each allowed before, as one entry.</summary>
    public static Outcome<long> LikeTogether(RoomChange change, long count)
    {
        if (RefuseIfClosed<long>(change) is { } closed) return closed;
        change.Note(new Liked(count));
        return change.State.Counters[RoomState.Likes];
    }

    /// <summary>Null: the like may count.</summary>
    public static Outcome<long>? RefuseLike(RoomChange change, Caller caller, int count)
    {
        if (RefuseIfClosed<long>(change) is { } closed) return closed;
        if (!caller.Has(Everybody)) return Refusal.Of<long>(ErrorCodes.Forbidden, "the caller has no role in this app");
        return count is >= 1 and <= RoomLimits.LikesACommand ? null : Refusal.Of<long>(ErrorCodes.BodyInvalid, $"count: 1-{RoomLimits.LikesACommand}");
    }

    /// <summary>The merged events of what has not been told one by one.</summary>
    public static void TellMerged(RoomChange change)
    {
        if (change.State.IsGone(change.Now) || change.State.Status == RoomStatus.Closed) return;
        if (change.State.UntoldJoins > 0) change.Tell(new JoinsTold(change.State.UntoldJoins));
        if (change.State.UntoldLeaves > 0) change.Tell(new LeavesTold(change.State.UntoldLeaves));
        if (change.State.HasUntold) change.Tell(new CountersTold(change.State.Counters, change.State.Members.Count, change.State.Peak));
    }

    public static Outcome<T> NotFound<T>() => Refusal.Of<T>(ErrorCodes.RoomNotFound, "no such room");

    public static Outcome<T>? RefuseIfClosed<T>(RoomChange change)
    {
        if (change.State.IsGone(change.Now)) return NotFound<T>();
        return change.State.Status == RoomStatus.Closed ? Refusal.Of<T>(ErrorCodes.RoomClosed, "the room is closed") : null;
    }

    public static bool Moderates(RoomState state, Caller caller) => caller.User == state.Creator || caller.Has(Roles.Admin);

    /// <summary>The first member or the first publish opens a room.</summary>
    public static void Open(RoomChange change)
    {
        if (change.State.Status == RoomStatus.Created) change.Tell(new Opened());
    }

    private static bool MayJoin(RoomState state, Caller caller, string user, bool isAnchor)
    {
        if (user != caller.User && !caller.Has(Roles.Admin | Roles.Backend)) return false;
        return isAnchor ? user == state.Creator || caller.Has(Roles.Anchor | Roles.Admin | Roles.Backend) : caller.Has(Everybody);
    }

    private static bool HasPlace(RoomState state, bool isAnchor, RoomsOptions options)
    {
        var policy = ScenePolicy.Of(state.Scene, options);
        return state.Members.Count < policy.MaxMembers && (!isAnchor || state.Anchors < policy.MaxAnchors);
    }

    /// <summary>One by one in a small room, merged with others in a large one and where the budget is short.</summary>
    public static void TellOrNote(RoomChange change, RoomEntry entry)
    {
        var isTold = change.State.Members.Count < RoomLimits.MembersToldOneByOne && change.Budget.HasForMoves;
        if (isTold) change.Tell(entry);
        else change.Note(entry);
    }

    private static void End(RoomChange change, string user, string reason)
    {
        TellMerged(change);
        StreamRules.EndAll(change, "room_closed");
        change.Tell(new Closed(reason) { User = user });
    }

    private static MemberView View(RoomMember member) => new(member.User, member.Role, member.JoinedAt);

    private static string? FaultIn(string name, string info, string cover, string custom, ChangeSettings? settings)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > RoomLimits.Name) return $"name: 1-{RoomLimits.Name} characters";
        if (info.Length > RoomLimits.Info) return $"info: at most {RoomLimits.Info} characters";
        if (cover.Length > RoomLimits.Cover) return $"cover: at most {RoomLimits.Cover} characters";
        if (!JsonText.IsObject(custom, RoomLimits.CustomBytes)) return $"custom: a JSON object of at most {RoomLimits.CustomBytes} bytes";
        return settings is null ? null : SettingsRules.FaultIn(settings);
    }
}
