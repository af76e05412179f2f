using System.Collections.Immutable;

namespace Rooms.Grains.Users;

/// <summary>
/// What is left to erase: own events after <paramref name="Own"/> up to <paramref name="UpTo"/>, then the messages that the peers have of this user.
/// </summary>
internal sealed record Erasure(long UpTo, long Own, ImmutableArray<string> Peers)
{
    public bool IsOwnDone => Own >= UpTo;
}
