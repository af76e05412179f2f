using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Mutes, bans, kicks and moderators: pure functions. A refusal adds nothing; undoing what is not there is a success.</summary>
internal static class ModerationRules
{
    public static Outcome<Done> Mute(RoomChange change, Caller caller, SanctionUser command)
    {
        if (Refuse(change, caller, command) is { } refused) return refused;
        if (RoomModeration.IsFull(change.State.Moderation.Mutes, change.Now)) return Full("mutes", RoomModeration.MaxSanctions);
        change.Tell(new MemberMuted(command.User, change.Now.AddMinutes(command.Minutes), command.Reason) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> Unmute(RoomChange change, Caller caller, string user)
    {
        if (Refuse(change, caller, user) is { } refused) return refused;
        if (change.State.Moderation.FindMute(user, change.Now) is not null) change.Tell(new MemberUnmuted(user) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> Ban(RoomChange change, Caller caller, SanctionUser command)
    {
        if (Refuse(change, caller, command) is { } refused) return refused;
        if (RoomModeration.IsFull(change.State.Moderation.Bans, change.Now)) return Full("bans", RoomModeration.MaxSanctions);
        Remove(change, caller, command.User, "banned");
        change.Tell(new MemberBanned(command.User, change.Now.AddMinutes(command.Minutes), command.Reason) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> Unban(RoomChange change, Caller caller, string user)
    {
        if (Refuse(change, caller, user) is { } refused) return refused;
        if (change.State.Moderation.FindBan(user, change.Now) is not null) change.Tell(new MemberUnbanned(user) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> Kick(RoomChange change, Caller caller, KickUser command)
    {
        if (Refuse(change, caller, command.User) is { } refused) return refused;
        if (FaultIn(command.Reason) is { } fault) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, fault);
        if (!change.State.Members.ContainsKey(command.User)) return Refusal.Of<Done>(ErrorCodes.MemberNotFound, $"{command.User} is not in the room");
        Remove(change, caller, command.User, "kicked");
        change.Tell(new MemberKicked(command.User, command.Reason) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> AddModerator(RoomChange change, Caller caller, string user)
    {
        if (RefuseAppointment(change, caller, user) is { } refused) return refused;
        if (RightsRules.RefuseBanned<Done>(change, user) is { } banned) return banned;
        var moderators = change.State.Moderation.Moderators;
        if (user == change.State.Creator || moderators.Contains(user)) return Done.Value;
        if (moderators.Count >= RoomModeration.MaxModerators) return Full("moderators", RoomModeration.MaxModerators);
        change.Tell(new ModeratorAdded(user) { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> RemoveModerator(RoomChange change, Caller caller, string user)
    {
        if (RefuseAppointment(change, caller, user) is { } refused) return refused;
        if (change.State.Moderation.Moderators.Contains(user)) change.Tell(new ModeratorRemoved(user) { User = caller.User });
        return Done.Value;
    }

    /// <summary>Nobody acts on the creator, and only the creator, admin and backend on a moderator.</summary>
    public static bool MayActOn(RoomState state, Caller caller, string user)
    {
        if (user == state.Creator || !RightsRules.MayModerate(state, caller)) return false;
        return !state.Moderation.Moderators.Contains(user) || MayAppoint(state, caller);
    }

    public static Outcome<ModerationView> View(RoomChange change, Caller caller)
    {
        if (change.State.IsGone(change.Now)) return RoomRules.NotFound<ModerationView>();
        if (!RightsRules.MayModerate(change.State, caller)) return Refusal.Of<ModerationView>(ErrorCodes.Forbidden, "only those who moderate the room see who is muted");
        var moderation = change.State.Moderation;
        return new ModerationView([.. moderation.Moderators], Shown(moderation.Mutes, change.Now), Shown(moderation.Bans, change.Now));
    }

    private static ImmutableArray<SanctionView> Shown(ImmutableDictionary<string, Sanction> sanctions, DateTimeOffset now) =>
    [
        .. sanctions.Where(pair => pair.Value.Until > now)
            .OrderByDescending(pair => pair.Value.Until).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(ModerationView.MaxShown)
            .Select(pair => new SanctionView(pair.Key, pair.Value.Until, pair.Value.Reason, pair.Value.By)),
    ];

    private static Outcome<Done>? Refuse(RoomChange change, Caller caller, SanctionUser command)
    {
        if (Refuse(change, caller, command.User) is { } refused) return refused;
        if (command.Minutes is < 1 or > RoomLimits.BanMinutes) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"minutes: 1-{RoomLimits.BanMinutes}");
        return FaultIn(command.Reason) is { } fault ? Refusal.Of<Done>(ErrorCodes.BodyInvalid, fault) : null;
    }

    private static Outcome<Done>? Refuse(RoomChange change, Caller caller, string user)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (!Ids.IsValid(user)) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, "user: a user id");
        return MayActOn(change.State, caller, user)
            ? null
            : Refusal.Of<Done>(ErrorCodes.Forbidden, "the room's creator, moderators, admin and backend moderate; nobody the creator, and moderators no moderator");
    }

    private static Outcome<Done>? RefuseAppointment(RoomChange change, Caller caller, string user)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (!Ids.IsValid(user)) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, "user: a user id");
        return MayAppoint(change.State, caller) ? null : Refusal.Of<Done>(ErrorCodes.Forbidden, "only the room's creator, admin and backend appoint moderators");
    }

    private static bool MayAppoint(RoomState state, Caller caller) => RoomRules.Moderates(state, caller) || caller.Has(Roles.Backend);

    // Off the air first: who is put out of the room must not go on speaking in it.
    private static void Remove(RoomChange change, Caller caller, string user, string reason)
    {
        StreamRules.EndAllOf(change, user, reason);
        if (change.State.Members.ContainsKey(user)) RoomRules.TellOrNote(change, new MemberLeft(user) { User = caller.User });
    }

    private static string? FaultIn(string reason) => reason.Length > RoomLimits.Reason ? $"reason: at most {RoomLimits.Reason} characters" : null;

    private static Outcome<Done> Full(string list, int max) => Refusal.Of<Done>(ErrorCodes.ListFull, $"a room has at most {max} {list}");
}
