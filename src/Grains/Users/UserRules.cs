namespace Rooms.Grains.Users;

/// <summary>Who may do what for a user: pure functions.</summary>
internal static class UserRules
{
    public static bool MayActAs(Caller caller, string user) => caller.User == user || caller.Has(Roles.Admin | Roles.Backend);

    public static Outcome<Done> Block(UserChange change, string user, Caller caller, string peer, bool isBlocked)
    {
        if (!MayActAs(caller, user)) return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the user, admin and backend");
        if (!Ids.IsValid(peer) || peer == user) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, "peer: the id of another user");
        if (change.State.Blocks.Contains(peer) == isBlocked) return Done.Value;
        if (isBlocked && change.State.Blocks.Count >= UserLimits.Blocks) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"at most {UserLimits.Blocks} users are blocked");
        change.Note(isBlocked ? new PeerBlocked(peer) : new PeerUnblocked(peer));
        return Done.Value;
    }
}
