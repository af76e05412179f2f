using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Who is who in a room: pure functions of its state.</summary>
internal static class RightsRules
{
    private const string Creator = "creator";
    private const string Moderator = "moderator";

    /// <summary>Mutes, bans, recalls, sets cards and settings.</summary>
    public static bool MayModerate(RoomState state, Caller caller) =>
        RoomRules.Moderates(state, caller) || caller.Has(Roles.Backend) || state.Moderation.Moderators.Contains(caller.User);

    /// <summary>Is heard in a muted room, in slow mode and over budget, and by no word filter of the room.</summary>
    public static bool IsAlwaysHeard(RoomState state, Caller caller) => MayModerate(state, caller) || IsAnchor(state, caller.User);

    /// <summary>Has an anchor's place.</summary>
    public static bool IsAnchor(RoomState state, string user) => state.Members.TryGetValue(user, out var member) && member.IsAnchor;

    public static bool MaySpeak(RoomState state, Caller caller) =>
        state.Members.ContainsKey(caller.User) || caller.User == state.Creator || state.Moderation.Moderators.Contains(caller.User)
        || caller.Has(Roles.Anchor | Roles.Agent | Roles.Supervisor | Roles.Backend | Roles.Admin);

    /// <summary>Null: not banned. An admin's or backend's token acts for the app, whatever its user.</summary>
    public static Outcome<T>? RefuseBanned<T>(RoomChange change, Caller caller) =>
        caller.Has(Roles.Admin | Roles.Backend) ? null : RefuseBanned<T>(change, caller.User);

    public static Outcome<T>? RefuseBanned<T>(RoomChange change, string user) =>
        change.State.Moderation.FindBan(user, change.Now) is { } ban
            ? Refusal.Of<T>(ErrorCodes.Banned, $"{user} is banned from this room until {ban.Until:O}", ban.Until - change.Now)
            : null;

    /// <summary>Null: the caller is in the room, and neither banned nor muted.</summary>
    public static Outcome<T>? RefuseSilenced<T>(RoomChange change, Caller caller)
    {
        if (RefuseBanned<T>(change, caller) is { } banned) return banned;
        if (!MaySpeak(change.State, caller)) return Refusal.Of<T>(ErrorCodes.Forbidden, "only members write to the room: join first");
        return MuteOf(change, caller) is { } mute
            ? Refusal.Of<T>(ErrorCodes.Muted, $"muted in this room until {mute.Until:O}", mute.Until - change.Now)
            : null;
    }

    /// <summary>Whether the caller may read events, the snapshot and play; null: yes.</summary>
    public static Outcome<T>? RefuseRead<T>(RoomChange change, Caller caller) =>
        change.State.IsGone(change.Now) ? RoomRules.NotFound<T>() : RefuseBanned<T>(change, caller);

    public static RoomRights Of(RoomChange change, Caller caller)
    {
        var state = change.State;
        var isAlwaysHeard = IsAlwaysHeard(state, caller);
        return new RoomRights(
            RoleOf(state, caller.User),
            MessageRules.RefuseSpeaker(change, caller) is null,
            MayModerate(state, caller),
            MuteOf(change, caller)?.Until,
            isAlwaysHeard ? 0 : state.Settings.SlowModeSeconds);
    }

    public static string RoleOf(RoomState state, string user)
    {
        if (user == state.Creator) return Creator;
        if (state.Moderation.Moderators.Contains(user)) return Moderator;
        return state.Members.TryGetValue(user, out var member) ? member.Role : RoomRights.NoRole;
    }

    // As for bans: an admin's or backend's token acts for the app.
    private static Sanction? MuteOf(RoomChange change, Caller caller) =>
        caller.Has(Roles.Admin | Roles.Backend) ? null : change.State.Moderation.FindMute(caller.User, change.Now);
}
