using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1;

/// <summary>Whose a user's own things are: inbox, conversations, devices.</summary>
internal static class Owner
{
    /// <summary>Null: the caller may read them.</summary>
    public static Problem? RefuseOthers(CurrentCaller caller, string user) =>
        user == caller.Value.User || caller.Value.Has(Roles.Admin | Roles.Backend)
            ? null
            : new Problem(ErrorCodes.Forbidden, "only the user, admin and backend");
}
