namespace Rooms.Grains.Pushers;

/// <summary>A publisher's connection at a node.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PusherSession")]
public sealed record PusherSession([property: Id(0)] string Node, [property: Id(1)] string Session, [property: Id(2)] string TokenHash);
