namespace Rooms.Grains.Users;

/// <summary>What is erased next. <paramref name="Id"/>: the peer's or the room's.</summary>
internal readonly record struct EraseTarget(EraseStep Step, string Id = "");
