namespace Rooms.Contracts.Apps;

/// <summary>
/// Stored usage of an app, in the order of day, room and kind. Days are <see cref="DateOnly.DayNumber"/>, both included. <paramref name="Room"/> null: all.
/// <paramref name="After"/> null: from the start.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.UsageQuery")]
public sealed record UsageQuery(
    [property: Id(0)] int FromDay,
    [property: Id(1)] int ToDay,
    [property: Id(2)] string? Room,
    [property: Id(3)] UsagePosition? After,
    [property: Id(4)] int Limit);
