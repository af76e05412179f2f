using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Files;

/// <summary>Whose the files of a room are: its members' and creator's; anchors, backend and admin of its app may use them too.</summary>
internal sealed class FileRights(GrainCalls grains)
{
    public async Task<bool> MayUseAsync(Caller caller, RoomView room, CancellationToken cancellation)
    {
        if (caller.User == room.Creator || caller.Has(Roles.Anchor | Roles.Backend | Roles.Admin)) return true;
        if (room.Members.Any(member => member.User == caller.User)) return true;
        // A full list is not all of them; the user knows its rooms.
        if (room.Members.Length < RoomView.MaxMembersShown) return false;
        var user = await grains.GetAsync<IUserGrain, UserView>(Ids.Key(caller.App, caller.User), grain => grain.GetAsync(cancellation), cancellation);
        return user.Rooms.Contains(room.Id);
    }

    public static bool MayRemove(Caller caller, RoomView room, FileNote file) => caller.User == file.User || caller.User == room.Creator || caller.Has(Roles.Admin);
}
