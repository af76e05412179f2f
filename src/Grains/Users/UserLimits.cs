namespace Rooms.Grains.Users;

internal static class UserLimits
{
    /// <summary>Messages of one user that could not be delivered yet. A store or silo that comes back in seconds finds room for them.</summary>
    public const int Outgoing = 100;

    public const int Blocks = 1_000;

    public const int PushId = 128;
}
