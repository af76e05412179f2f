namespace Rooms.Contracts.Pushes;

/// <summary>The names of a push's targets: <c>user/ID</c>, <c>room/ID</c>.</summary>
public static class PushTargets
{
    private const string UserPrefix = "user/";
    private const string RoomPrefix = "room/";

    public static IEnumerable<string> Of(PushOrder order) =>
        order.Users.Select(user => UserPrefix + user).Concat(order.Rooms.Select(room => RoomPrefix + room));

    /// <summary>False: it is a room's.</summary>
    public static bool IsUser(string target, out string id)
    {
        var isUser = target.StartsWith(UserPrefix, StringComparison.Ordinal);
        id = target[(isUser ? UserPrefix : RoomPrefix).Length..];
        return isUser;
    }
}
