using System.Collections.Immutable;

namespace Rooms.Grains.Rooms;

/// <summary>Who typed in the last second, all in one event. <paramref name="Count"/>: of all, where not everybody is named.</summary>
internal sealed record TypingTold(ImmutableArray<string> Users, int Count) : RoomEntry;
