namespace Rooms.Grains.Users;

/// <summary>Who may do what for a user: pure functions.</summary>
internal static class UserRules
{
    public static bool MayActAs(Caller caller, string user) => caller.User == user || caller.Has(Roles.Admin | Roles.Backend);

    /// <summary>Null: the caller may do it.</summary>
    public static Outcome<T>? RefuseOthers<T>(Caller caller, string user) =>
        MayActAs(caller, user) ? null : Refusal.Of<T>(ErrorCodes.Forbidden, "only the user, admin and backend");

    public static Outcome<Done> Block(UserChange change, string user, Caller caller, string peer, bool isBlocked)
    {
        if (RefuseOthers<Done>(caller, user) is { } forbidden) return forbidden;
        if (!Ids.IsValid(peer) || peer == user) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, "peer: the id of another user");
        if (change.State.Blocks.Contains(peer) == isBlocked) return Done.Value;
        if (isBlocked && change.State.Blocks.Count >= UserLimits.Blocks) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"at most {UserLimits.Blocks} users are blocked");
        change.Note(isBlocked ? new PeerBlocked(peer) : new PeerUnblocked(peer));
        return Done.Value;
    }
}
