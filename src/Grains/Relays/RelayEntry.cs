using Rooms.Contracts.Relays;

namespace Rooms.Grains.Relays;

/// <summary>
/// A node as the directory knows it. <paramref name="LastPick"/>: the directory's count when it was last picked; LastUsed and RoundRobin go by it.
/// </summary>
internal sealed record RelayEntry(RelayNode Node, RelayLoad Load, DateTimeOffset SeenAt, bool IsConnected, bool IsDraining, long LastPick);
