using System.Collections.Immutable;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>The bounded list of a user's rooms: pure functions.</summary>
internal static class JoinedRoomsRules
{
    /// <summary>The newest last; past the bound the oldest is forgotten.</summary>
    public static ImmutableArray<string> Join(ImmutableArray<string> rooms, string room)
    {
        var joined = rooms.Remove(room).Add(room);
        return joined.Length > UserView.MaxRooms ? joined.RemoveAt(0) : joined;
    }

    public static ImmutableArray<string> Leave(ImmutableArray<string> rooms, string room) => rooms.Remove(room);
}
