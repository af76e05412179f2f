using Rooms.Contracts;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Files;

/// <summary>Whose the files of a room are, once sent: of all who may write to it. Who may send is the room's own question, which knows who is muted.</summary>
internal static class FileRights
{
    public static bool MayRead(Caller caller, RoomRights rights) =>
        rights.Role != RoomRights.NoRole || caller.Has(Roles.Anchor | Roles.Agent | Roles.Supervisor | Roles.Backend | Roles.Admin);

    public static bool MayRemove(Caller caller, RoomView room, FileNote file) => caller.User == file.User || caller.User == room.Creator || caller.Has(Roles.Admin);
}
