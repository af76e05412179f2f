using System.Collections.Immutable;

namespace Rooms.Grains.Users;

/// <summary>
/// What is left to erase: own events after <paramref name="Own"/> up to <paramref name="UpTo"/>, then the messages that the peers and the rooms have of
/// this user: the first <paramref name="Sends"/>, and what was written until <paramref name="Begun"/>; null: all. What comes later is of another life.
/// </summary>
internal sealed record Erasure(
    long UpTo, long Own, ImmutableArray<string> Peers, ImmutableArray<string> Rooms, long? Sends = null, DateTimeOffset? Begun = null)
{
    public bool IsOwnDone => Own >= UpTo;

    /// <summary>Inboxes and rooms.</summary>
    public int Left => Peers.Length + Rooms.Length + (IsOwnDone ? 0 : 1);
}
