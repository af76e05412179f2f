namespace Rooms.Contracts.Users;

/// <summary>
/// A session of a user at a gateway. <paramref name="OpenedAt"/>: null for a new one; then what the answer said, which keeps its place among the
/// others when it is opened again.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.OpenSession")]
public sealed record OpenSession(
    [property: Id(0)] string Session,
    [property: Id(1)] DeviceClass Class,
    [property: Id(2)] SessionPolicy Policy,
    [property: Id(3)] DateTimeOffset? OpenedAt);
