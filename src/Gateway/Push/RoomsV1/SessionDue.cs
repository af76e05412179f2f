namespace Rooms.Gateway.Push.RoomsV1;

internal enum SessionDue
{
    Nothing,

    /// <summary>Silent: is it there?</summary>
    Ping,

    Idle,
    Expiring,
    Expired,
}
