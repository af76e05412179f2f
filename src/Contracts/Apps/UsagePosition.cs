namespace Rooms.Contracts.Apps;

/// <summary>The last day and room that were read.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UsagePosition")]
public sealed record UsagePosition([property: Id(0)] int Day, [property: Id(1)] string Room);
